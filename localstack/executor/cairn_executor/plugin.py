"""The entry point `process` at LocalStack's plug-in point for executors of functions.

`LAMBDA_RUNTIME_EXECUTOR=process` selects it. LocalStack chooses the environment for each invocation, starts
new environments and ends idle ones. It stores the logs that come with each response.
"""

from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin


class ProcessExecutorPlugin(RuntimeExecutorPlugin):
    name = "process"

    def load(self, *args, **kwargs):
        from cairn_executor.executor import ProcessExecutor

        return ProcessExecutor
