package cairn.item.expression;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.item.Refused;
import cairn.item.expression.syntax.Kind;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Compares the tree with the definition of two paths that exclude each other. Either one path is a
/// prefix of the other, or at the first difference one has a name and the other an index.
class PathTreeTest {
    private static Path path(Random random) {
        List<Path.Step> steps = new ArrayList<>();
        steps.add(new Path.Step.Name("a" + random.nextInt(2)));
        for (int i = random.nextInt(3); i > 0; i--) {
            int number = random.nextInt(2);
            steps.add(
                    random.nextBoolean()
                            ? new Path.Step.Name("b" + number)
                            : new Path.Step.Index(number));
        }
        return new Path(steps);
    }

    private static boolean goTogether(Path one, Path other) {
        List<Path.Step> left = one.steps();
        List<Path.Step> right = other.steps();
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            if (!left.get(i).equals(right.get(i))) {
                return left.get(i).getClass().equals(right.get(i).getClass());
            }
        }
        return false;
    }

    private static int leaves(PathTree<Integer> tree) {
        int count = tree.leaf() == null ? 0 : 1;
        for (PathTree<Integer> child : tree.children().values()) {
            count += leaves(child);
        }
        return count;
    }

    @Test
    void aPathIsTakenIfItGoesWithAllBeforeIt() {
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            PathTree<Integer> tree = PathTree.empty();
            List<Path> taken = new ArrayList<>();
            boolean refused = false;
            for (int i = 0; i < 4 && !refused; i++) {
                Path path = path(random);
                boolean expected = taken.stream().allMatch(other -> goTogether(path, other));
                try {
                    tree.add(Kind.PROJECTION, path, i);
                    taken.add(path);
                } catch (Refused e) {
                    refused = true;
                }
                assertThat(!refused)
                        .as("seed %d: %s with %s", seed, path, taken)
                        .isEqualTo(expected);
            }
            if (!refused) {
                assertThat(leaves(tree)).as("seed %d", seed).isEqualTo(taken.size());
            }
        }
    }
}
