// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The arrows between the modules, all one way:
 *
 * <pre>
 * schemas &lt;- engine &lt;- {producers, streams-processors, sinks, console} &lt;- launcher
 *            service, servers: below those that use them
 * </pre>
 *
 * A package that stands in no line may not exist; what a line does not name may not be seen.
 */
class LayersTest {

  private static final List<Layer> LAYERS =
      List.of(
          layer("backbone.schema..").seesNothing(),
          layer("backbone.service..").seesNothing(),
          layer("backbone.engine..").sees("backbone.schema.."),
          layer("backbone.engine.normalize.text").seesNothing(),
          layer("backbone.engine.normalize.times").sees("backbone.engine.normalize.text"),
          layer("backbone.engine.normalize.event")
              .sees("backbone.engine.normalize.text", "backbone.schema.."),
          layer("backbone.engine.normalize.lines")
              .sees(
                  "backbone.engine.normalize.text",
                  "backbone.engine.normalize.times",
                  "backbone.engine.normalize.event",
                  "backbone.schema.."),
          layer("backbone.engine.normalize.keys")
              .sees(
                  "backbone.engine.normalize.text",
                  "backbone.engine.normalize.times",
                  "backbone.engine.normalize.event",
                  "backbone.engine.normalize.lines",
                  "backbone.schema.."),
          layer("backbone.engine.normalize.loggers")
              .sees(
                  "backbone.engine.normalize.text",
                  "backbone.engine.normalize.times",
                  "backbone.engine.normalize.event",
                  "backbone.engine.normalize.keys",
                  "backbone.schema.."),
          layer("backbone.engine.normalize.servers")
              .sees(
                  "backbone.engine.normalize.text",
                  "backbone.engine.normalize.times",
                  "backbone.engine.normalize.event",
                  "backbone.engine.normalize.lines",
                  "backbone.schema.."),
          layer("backbone.engine.normalize.envelopes")
              .sees(
                  "backbone.engine.normalize.text",
                  "backbone.engine.normalize.times",
                  "backbone.engine.normalize.event",
                  "backbone.schema.."),
          layer("backbone.engine.mask.text").seesNothing(),
          layer("backbone.engine.mask.addresses").sees("backbone.engine.mask.text"),
          layer("backbone.engine.mask.numbers")
              .sees("backbone.engine.mask.text", "backbone.engine.mask.addresses"),
          layer("backbone.engine.mask.secrets").sees("backbone.engine.mask.text"),
          layer("backbone.servers..").sees("backbone.service.."),
          layer("backbone.producer").sees("backbone.schema..", "backbone.service.."),
          layer("backbone.producer.shipper..")
              .sees(
                  "backbone.producer",
                  "backbone.engine..",
                  "backbone.schema..",
                  "backbone.service.."),
          layer("backbone.producer.appender..")
              .sees("backbone.producer", "backbone.schema..", "backbone.service.."),
          layer("backbone.producer.log4j2..").sees("backbone.producer.appender.."),
          layer("backbone.producer.otel..")
              .sees("backbone.producer", "backbone.schema..", "backbone.service.."),
          layer("backbone.producer.gateway..")
              .sees("backbone.producer", "backbone.schema..", "backbone.service.."),
          layer("backbone.producer.demo..")
              .sees(
                  "backbone.producer",
                  "backbone.producer.otel..",
                  "backbone.schema..",
                  "backbone.service.."),
          layer("backbone.streams").sees("backbone.schema..", "backbone.service.."),
          layer("backbone.streams.raw..")
              .sees(
                  "backbone.streams",
                  "backbone.engine.mask",
                  "backbone.schema..",
                  "backbone.service.."),
          layer("backbone.streams.rules..")
              .sees("backbone.engine..", "backbone.schema..", "backbone.service.."),
          layer("backbone.streams.logs..")
              .sees(
                  "backbone.streams",
                  "backbone.streams.raw..",
                  "backbone.streams.rules..",
                  "backbone.engine..",
                  "backbone.schema..",
                  "backbone.service.."),
          layer("backbone.streams.spans..")
              .sees(
                  "backbone.streams",
                  "backbone.streams.raw..",
                  "backbone.streams.rules..",
                  "backbone.engine..",
                  "backbone.schema..",
                  "backbone.service.."),
          layer("backbone.streams.sampling..")
              .sees(
                  "backbone.streams",
                  "backbone.streams.raw..",
                  "backbone.streams.rules..",
                  "backbone.engine..",
                  "backbone.schema..",
                  "backbone.service.."),
          layer("backbone.streams.metrics..")
              .sees(
                  "backbone.streams",
                  "backbone.streams.raw..",
                  "backbone.engine..",
                  "backbone.schema..",
                  "backbone.service.."),
          layer("backbone.streams.jobs..")
              .sees(
                  "backbone.streams",
                  "backbone.streams.raw..",
                  "backbone.streams.rules..",
                  "backbone.streams.logs..",
                  "backbone.streams.spans..",
                  "backbone.streams.sampling..",
                  "backbone.streams.metrics..",
                  "backbone.engine..",
                  "backbone.schema..",
                  "backbone.service.."),
          layer("backbone.sink").sees("backbone.schema.."),
          layer("backbone.sink.elasticsearch..").sees("backbone.sink", "backbone.schema.."),
          layer("backbone.sink.jaeger..").sees("backbone.sink", "backbone.schema.."),
          layer("backbone.console..")
              .sees("backbone.engine..", "backbone.schema..", "backbone.service.."),
          layer("backbone.launcher..")
              .sees(
                  "backbone.console..",
                  "backbone.streams..",
                  "backbone.producer..",
                  "backbone.engine..",
                  "backbone.servers..",
                  "backbone.service..",
                  "backbone.schema.."),
          layer("backbone.testkit..")
              .sees("backbone.servers..", "backbone.service..", "backbone.schema.."));

  private static final ArchRule ENGINE_WITHOUT_KAFKA =
      noClasses()
          .that()
          .resideInAPackage("backbone.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("backbone");

  /** A module as its packages, and the packages of ours that it may see besides its own. */
  record Layer(String own, String... seen) {

    Layer sees(String... others) {
      return new Layer(own, others);
    }

    Layer seesNothing() {
      return this;
    }

    ArchRule rule() {
      String[] allowed = Stream.concat(Stream.of(own), Stream.of(seen)).toArray(String[]::new);
      return classes()
          .that()
          .resideInAPackage(own)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(allowed).or(not(resideInAPackage("backbone.."))));
    }

    @Override
    public String toString() {
      return own;
    }
  }

  private static Layer layer(String own) {
    return new Layer(own);
  }

  @ParameterizedTest
  @FieldSource("LAYERS")
  void seesOnlyWhatIsBelow(Layer layer) {
    layer.rule().check(OURS);
  }

  @Test
  void engineKnowsNoKafka() {
    ENGINE_WITHOUT_KAFKA.check(OURS);
  }

  @Test
  void everyPackageHasItsLine() {
    String[] known = LAYERS.stream().map(Layer::own).toArray(String[]::new);
    classes().should().resideInAnyPackage(known).check(OURS);
  }

  /** A rule that never turns red checks nothing: each arrow against the stream is drawn once. */
  @ParameterizedTest
  @CsvSource({
    "backbone.schema..,             backbone.schema,             backbone.engine.mask.Masker",
    "backbone.engine..,             backbone.engine.normalize,   backbone.service.Settings",
    "backbone.engine.normalize.lines, backbone.engine.normalize.lines, backbone.engine.normalize.Normalizer",
    "backbone.engine.mask.secrets,  backbone.engine.mask.secrets, backbone.engine.mask.Masker",
    "backbone.producer.shipper..,   backbone.producer.shipper,   backbone.producer.demo.DemoPart",
    "backbone.producer.demo..,      backbone.producer.demo,      backbone.producer.shipper.ShipperPart",
    "backbone.streams,              backbone.streams,            backbone.streams.logs.NormalizeLogs",
    "backbone.streams.logs..,       backbone.streams.logs,       backbone.streams.jobs.JobsPart",
    "backbone.streams.jobs..,       backbone.streams.jobs,       backbone.console.ConsolePart",
    "backbone.sink.elasticsearch.., backbone.sink.elasticsearch, backbone.engine.mask.Masker",
    "backbone.console..,            backbone.console,            backbone.launcher.Main",
    "backbone.launcher..,           backbone.launcher,           backbone.testkit.RealKafka",
  })
  void reportsTheArrow_whenOneIsDrawnBackwards(
      String rule, String from, String to, @TempDir Path copy) throws Exception {
    Layer layer = LAYERS.stream().filter(l -> l.own().equals(rule)).findFirst().orElseThrow();

    List<String> violations =
        layer.rule().evaluate(breaking(from, to, copy)).getFailureReport().getDetails();

    assertThat(violations)
        .singleElement()
        .asString()
        .startsWith("Field <" + from + ".Breaks.other> has type <" + to + ">");
  }

  @Test
  void reportsKafka_whenTheEngineUsesIt(@TempDir Path copy) throws Exception {
    String kafka = "org.apache.kafka.common.TopicPartition";

    List<String> violations =
        ENGINE_WITHOUT_KAFKA
            .evaluate(breaking("backbone.engine.mask", kafka, copy))
            .getFailureReport()
            .getDetails();

    assertThat(violations)
        .singleElement()
        .asString()
        .startsWith("Field <backbone.engine.mask.Breaks.other> has type <" + kafka + ">");
  }

  /** Compiles a class that sees another one, in a folder of its own. */
  private static JavaClasses breaking(String from, String to, Path copy) throws Exception {
    Path source = Files.createDirectories(copy.resolve("source")).resolve("Breaks.java");
    Files.writeString(source, "package " + from + "; class Breaks { " + to + " other; }");
    Path classes = Files.createDirectories(copy.resolve("classes"));
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                source.toString());
    assertThat(code).isZero();
    return new ClassFileImporter().importPath(classes);
  }
}
