"""A real server of the S3 protocol on loopback; skipped where its packages are not installed."""

import os
import signal
import socket
import subprocess
import sys
import time
from hashlib import sha256

import pytest

from tests.sweep.dask_clusters import DEADLINE, processes
from tests.sweep.small_sweeps import digests, played, started, sweep_file
from tests.sweep.test_remote_folder import on_disk

s3fs = pytest.importorskip("s3fs", reason="the extra s3-test is not installed")
pytest.importorskip("moto", reason="the extra s3-test is not installed")
pytest.importorskip("flask", reason="the extra s3-test is not installed")

KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
OTHERS = ("AWS_SESSION_TOKEN", "AWS_PROFILE")


@pytest.fixture(scope="module")
def server():
    """The address of an empty object store, which is gone in the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        begun = time.monotonic()
        while time.monotonic() - begun < DEADLINE and not _answers(port):
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def _answers(port):
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def bucket(server, monkeypatch, tmp_path):
    """A file system with an empty bucket named as the test's folder; processes see it too."""
    for name, value in (KEYS | {"AWS_ENDPOINT_URL": server, "AWS_REGION": "eu-west-1"}).items():
        monkeypatch.setenv(name, value)
    for name in OTHERS:
        monkeypatch.delenv(name, raising=False)
    files = s3fs.S3FileSystem(endpoint_url=server, skip_instance_cache=True,
                              use_listings_cache=False)  # fmt: skip
    name = tmp_path.name.replace("_", "-").lower()[-60:].strip("-")
    files.call_s3("create_bucket", Bucket=name,
                  CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})  # fmt: skip
    return files, name


def stored(files, root):
    """SHA-256 of each file of a sweep in a bucket, but the manifest, which tells the time."""
    return {
        name.removeprefix(f"{root}/"): sha256(files.cat_file(name)).hexdigest()
        for name in files.find(root)
        if not name.endswith("manifest.json")
    }


def swept(file, url, cwd, *words):
    """Exit code and messages of the command as a process."""
    process = started("sweep", file, "--out", url, *words, cwd=cwd)
    try:
        _, told = process.communicate(timeout=DEADLINE)
    finally:
        process.kill()
    return process.returncode, told


def test_killed_anywhere_a_bucket_ends_with_the_same_bytes(bucket, tmp_path):
    """Killed in mid-sweep and started again, with other workers, a bucket has the clean bytes."""
    files, name = bucket
    file = sweep_file(tmp_path, runs=20_000, block=3000)
    played(file, tmp_path / "clean")
    process = started("sweep", file, "--out", f"s3://{name}/x", "--workers", 2, cwd=tmp_path)
    begun = time.monotonic()
    while process.poll() is None and time.monotonic() - begun < DEADLINE:
        if len(files.find(f"{name}/x/runs")) >= 3:
            break
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    interrupted = not files.exists(f"{name}/x/manifest.json")

    code, told = swept(file, f"s3://{name}/x", tmp_path, "--workers", 1)

    assert interrupted
    assert (code, told) == (0, "")
    assert stored(files, f"{name}/x") == on_disk(digests(tmp_path / "clean"))


def test_workers_of_a_cluster_write_to_the_bucket_themselves(clean, bucket, tmp_path):
    """On a cluster no block comes back: its worker has put it, and the bytes are the same."""
    file, _, expected = clean
    files, name = bucket
    with processes(tmp_path / "cluster") as cluster:
        for _ in range(2):
            cluster.worker()

        code, told = swept(file, f"s3://{name}/x", tmp_path, "--dask", cluster.address)

    assert (code, told) == (0, "")
    assert stored(files, f"{name}/x") == on_disk(expected)


def test_a_bucket_that_is_not_there_is_one_message(clean, bucket, tmp_path):
    """A wrong bucket ends with exit code 2 and no traceback, and none is made."""
    file, _, _ = clean
    files, _ = bucket

    code, told = swept(file, "s3://no-such-bucket/x", tmp_path)

    assert code == 2
    assert told.startswith("s3://no-such-bucket/x: cannot be ")
    assert told.count("\n") == 1
    assert not files.exists("no-such-bucket")


def test_no_credentials_is_one_message(clean, bucket, tmp_path, monkeypatch):
    """Without keys the exit code is 2, with no traceback."""
    file, _, _ = clean
    _, name = bucket
    for key in KEYS:
        monkeypatch.delenv(key)
    for key, value in (("AWS_EC2_METADATA_DISABLED", "true"), ("HOME", str(tmp_path))):
        monkeypatch.setenv(key, value)

    code, told = swept(file, f"s3://{name}/x", tmp_path)

    assert code == 2, told
    assert "Unable to locate credentials" in told
    assert told.count("\n") == 1
