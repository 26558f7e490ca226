"""Scenario discovery: boxes of the parameter space in which a share is high (PRIM and CART).

``sensitivity.parts`` imports it, and so do its notes and figures and the report.
"""
