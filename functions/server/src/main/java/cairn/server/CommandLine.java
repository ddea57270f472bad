package cairn.server;

import com.beust.jcommander.JCommander;

import java.util.function.BooleanSupplier;

/// Options and exit statuses that all commands of `cairn` share.
final class CommandLine {
    /// The exit status of a command that failed.
    static final int FAILED = 1;

    private CommandLine() {}

    /// Reads arguments into `options`, and prints help if that is what they ask for.
    ///
    /// @param program as it is called
    /// @param about what it does
    /// @return whether that was all
    /// @throws com.beust.jcommander.ParameterException misused
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
