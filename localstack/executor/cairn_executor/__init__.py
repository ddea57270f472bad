"""Lambda execution environments as processes of this machine.

An `Environment` is one of Lambda's execution environments. It uses one `Runtime` after another. Each Runtime
is one process of the function, together with the Runtime API that serves it. `plugin` and `executor` connect
environments to LocalStack's plug-in point; no other module depends on LocalStack. Start reading at
`environment`.

This package runs only on Linux. It reads memory use from /proc, and AWS's Java runtime interface client has
native code only for Linux.
"""
