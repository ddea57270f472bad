package cairn.server;

import com.beust.jcommander.JCommander;

import java.util.function.BooleanSupplier;

/// Options and exit statuses that all commands of `cairn` share.
final class CommandLine {
    /// The exit status of a command that failed.
    static final int FAILED = 1;

    private CommandLine() {}

    /// Reads arguments into `options`, and prints help if they request it.
    ///
    /// @param program the name of the command
    /// @param about what the command does
    /// @return whether help was printed, so that the command must end
    /// @throws com.beust.jcommander.ParameterException if the arguments are wrong
    static boolean helped(
            String program,
            String about,
            Object options,
            BooleanSupplier wanted,
            String... arguments) {
        JCommander command = new JCommander(options);
        command.setProgramName(program);
        command.parse(arguments);
        if (wanted.getAsBoolean()) {
            System.out.println(about);
            command.usage();
        }
        return wanted.getAsBoolean();
    }

    static int failed(String why) {
        System.err.println("cairn: " + why);
        return FAILED;
    }
}
