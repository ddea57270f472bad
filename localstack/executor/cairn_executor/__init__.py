"""Lambda execution environments as processes of this machine.

An `Environment` is one of Lambda's execution environments: it lives through `Runtime`s, each of which is
one process of the function beside the Runtime API that serves it. `plugin` puts environments behind
LocalStack's plug-in point; nothing else here knows LocalStack. Start reading at `environment`.

Only Linux: memory is read from /proc, and AWS's Java runtime interface client has native code for nothing
else.
"""
