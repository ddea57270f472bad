"""LocalStack's plug-in point for what runs functions: the entry point `process`.

Chosen by `LAMBDA_RUNTIME_EXECUTOR=process`. LocalStack decides which environment an invocation goes to,
starts new ones, ends idle ones and stores the logs that come with each answer.
"""

from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin


class ProcessExecutorPlugin(RuntimeExecutorPlugin):
    name = "process"

    def load(self, *args, **kwargs):
        from cairn_executor.executor import ProcessExecutor

        return ProcessExecutor
