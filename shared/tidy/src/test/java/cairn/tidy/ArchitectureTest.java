package cairn.tidy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

import java.util.Set;

/// The permitted dependencies between modules and packages.
final class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("cairn");

    private static final String STORAGE = "cairn.storage.";

    @Test
    void adaptersKnowThePortAndNothingAboveIt() {
        noClasses()
                .that()
                .resideInAnyPackage(STORAGE + "folder..", STORAGE + "memory..", STORAGE + "s3..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        STORAGE + "format..",
                        STORAGE + "log..",
                        STORAGE + "segment..",
                        STORAGE + "partition..",
                        STORAGE + "table..",
                        "cairn.item..",
                        "cairn.operations..")
                .check(CLASSES);
    }

    @Test
    void itemsKnowNothingOfStorageAndStorageNothingOfOperations() {
        noClasses()
                .that()
                .resideInAPackage("cairn.item..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("cairn.storage..", "cairn.operations..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("cairn.storage..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("cairn.operations..")
                .check(CLASSES);
    }

    @Test
    void signaturesKnowNoKeysAndNeitherKnowsHttp() {
        noClasses()
                .that()
                .resideInAPackage("cairn.operations.signature")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("cairn.operations.access", "cairn.operations.http")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("cairn.operations.access")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("cairn.operations.http")
                .check(CLASSES);
    }

    @Test
    void theFrameworkAndTheAwsSdkStayInTheirPlaces() {
        noClasses()
                .that()
                .resideOutsideOfPackages("cairn.server..", "cairn.api..", "cairn.background..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micronaut..", "jakarta..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages("cairn.storage.s3..", "cairn.benchmarks..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(CLASSES);
    }

    @Test
    void onlyTheSimulationSwitchesRulesOff() {
        noClasses()
                .that()
                .resideOutsideOfPackages("cairn.simulation..", "cairn.storage.partition")
                .should()
                .callMethodWhere(
                        DescribedPredicate.describe(
                                "Rules.without",
                                (JavaAccess<?> call) ->
                                        call.getTargetOwner()
                                                        .getName()
                                                        .equals("cairn.storage.partition.Rules")
                                                && call.getName().equals("without")))
                .check(CLASSES);
    }

    @Test
    void timeChanceAndThreadsComeFromTheEnvironment() {
        Set<String> banned =
                Set.of(
                        "java.time.Instant.now",
                        "java.lang.System.nanoTime",
                        "java.lang.System.currentTimeMillis",
                        "java.util.UUID.randomUUID",
                        "java.lang.Math.random",
                        "java.lang.Thread.sleep",
                        "java.lang.Thread.start",
                        "java.lang.Thread.startVirtualThread",
                        "java.lang.Thread.ofVirtual",
                        "java.lang.Thread.ofPlatform");
        noClasses()
                .that()
                .resideInAnyPackage("cairn.item..", "cairn.storage..", "cairn.operations..")
                .and()
                .resideOutsideOfPackages(STORAGE + "environment", STORAGE + "s3")
                .should()
                .callMethodWhere(
                        DescribedPredicate.describe(
                                "time, chance or threads of the JDK",
                                (JavaAccess<?> call) ->
                                        banned.contains(
                                                call.getTargetOwner().getName()
                                                        + "."
                                                        + call.getName())))
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage("cairn.item..", "cairn.storage..", "cairn.operations..")
                .and()
                .resideOutsideOfPackages(STORAGE + "environment", STORAGE + "s3")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.util\\.(Random|SplittableRandom|concurrent\\.(Executors|"
                                + "ThreadLocalRandom|ScheduledExecutorService))|java\\.net\\..*")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage("cairn.item..", "cairn.storage..", "cairn.operations..")
                .and()
                .resideOutsideOfPackage(STORAGE + "folder..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.nio.file..")
                .check(CLASSES);
    }

    @Test
    void namesSayARole() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Base|Common|Data|Info)")
                .check(CLASSES);
        classes().should().haveNameNotMatching(".*\\.I[A-Z][a-z]\\w*Interface").check(CLASSES);
    }
}
