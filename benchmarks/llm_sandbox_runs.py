"""The job by llm-sandbox, for an interpreter that has it: one run for each line that comes, answered by one line.

PYTHON benchmarks/llm_sandbox_runs.py IMAGE PROJECT. Not to be imported: that interpreter has nothing of ours.
"""

import sys

import docker
from docker.types import Mount
from llm_sandbox.docker import SandboxDockerSession

# The sandbox image has no shell to wait in. The first process must ask for TERM, or closing waits ten seconds for KILL.
STAY = ["/usr/local/bin/node", "-e", "process.on('SIGTERM', () => process.exit()); setInterval(() => {}, 1e9)"]
JEST = "/usr/local/bin/node /work/node_modules/jest/bin/jest.js --cacheDirectory=/tmp/jest"


def run_once(client: docker.DockerClient, image: str, project: str) -> str:
    """Open a session, run the tests in it, close it; return 'ok', or what went wrong."""
    session = SandboxDockerSession(
        client=client,
        image=image,
        lang="javascript",
        keep_template=True,
        skip_environment_setup=True,
        workdir="/work",
        runtime_configs={
            "entrypoint": STAY,
            "network_mode": "none",
            "user": "1002:1002",
            "tmpfs": {"/tmp": "uid=1002,gid=1002"},  # noqa: S108 - a mount in the container
            "mounts": [Mount("/work", project, type="bind", read_only=True)],
        },
    )
    with session:
        output = session.execute_command(JEST, workdir="/work")
    return "ok" if output.exit_code == 0 else f"failed: {output.stderr[-300:]!r}"


def main() -> None:
    """Serve runs until the lines end."""
    image, project = sys.argv[1:]
    client = docker.from_env()
    for _ in sys.stdin:
        print(run_once(client, image, project), flush=True)


if __name__ == "__main__":
    main()
