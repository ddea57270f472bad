package cairn.server;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;

import java.util.ArrayList;
import java.util.List;

/// The options of `cairn dump`.
final class DumpOptions {
    @Parameter(description = "[KEY | PREFIX]")
    List<String> words = new ArrayList<>();

    @ParametersDelegate final StoreOptions place = new StoreOptions();

    @Parameter(names = "--help", order = 9, help = true, description = "print this and end")
    boolean help;
}
