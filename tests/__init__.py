"""Laws, transcripts and conformance: what must stay true of Brink."""
