package cairn.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.server.process.Launcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `cairn keys` for one place.
///
/// @param place the options that name the place
/// @param environment the variables of the command
record KeysCommand(List<String> place, Map<String, String> environment) {
    private static final Pattern ID = Pattern.compile("export AWS_ACCESS_KEY_ID=(\\S+)\n");
    private static final Pattern SECRET = Pattern.compile("export AWS_SECRET_ACCESS_KEY=(\\S+)\n");

    /// A key and its secret.
    record Key(String id, String secret) {}

    Launcher.Ended run(String... words) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>();
        arguments.add("keys");
        arguments.addAll(List.of(words));
        arguments.addAll(place);
        return Launcher.run(environment, arguments);
    }

    String ok(String... words) throws IOException, InterruptedException {
        Launcher.Ended ended = run(words);
        assertThat(ended.status()).as(ended.toString()).isZero();
        return ended.out();
    }

    Key create(String name, String role) throws IOException, InterruptedException {
        return key(ok("create", "--name", name, "--role", role));
    }

    static Key key(String told) {
        return new Key(group(ID, told), group(SECRET, told));
    }

    private static String group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
