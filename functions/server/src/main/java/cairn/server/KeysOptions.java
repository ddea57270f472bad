package cairn.server;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The options of `cairn keys`.
final class KeysOptions {
    @Parameter(description = "create | list | rotate ID | disable ID | enable ID | delete ID")
    List<String> words = new ArrayList<>();

    @Parameter(names = "--name", order = 1, description = "with create: who uses the key")
    @Nullable String name;

    @Parameter(
            names = "--role",
            order = 2,
            description = "with create: admin, read-write or read-only")
    @Nullable String role;

    @ParametersDelegate final StoreOptions place = new StoreOptions();

    @Parameter(names = "--help", order = 9, help = true, description = "print this and end")
    boolean help;
}
