package org.medchain.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One run of Synthea in a JVM of its own, without network. FHIR R4 comes out as newline-delimited
 * JSON, one file a resource type.
 */
record SyntheaRun(SampleSettings settings) {
  /**
   * Makes identity hash codes a count. By default they are random numbers that another JDK, or a
   * class more, changes; and Synthea's tables of drugs depend on them where two rows are right at
   * once, such as those of the ages 46 to 65 and 65 to 103: its hash maps find the one or the
   * other.
   */
  static final List<String> REPRODUCIBLE =
      List.of("-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=3");

  /** Synthea's command line, without the output folder. */
  List<String> arguments() {
    String types =
        Arrays.stream(ResourceType.values())
            .map(ResourceType::fhirName)
            .collect(Collectors.joining(","));
    return List.of(
        "-s",
        Long.toString(settings.seed()),
        "-cs",
        Long.toString(settings.clinicianSeed()),
        "-r",
        settings.referenceDate().format(DateTimeFormatter.BASIC_ISO_DATE),
        "-e",
        settings.endDate().format(DateTimeFormatter.BASIC_ISO_DATE),
        "-p",
        Integer.toString(settings.population()),
        "-a",
        settings.ages(),
        // With two threads the patients' order, and with it what the doctors' seed gives, varies.
        "--generate.thread_pool_size=1",
        "--exporter.years_of_history=" + settings.yearsOfHistory(),
        // Bulk data is compact JSON, one resource a line, so that no serialiser of ours touches it.
        "--exporter.fhir.bulk_data=true",
        // Plain references ("Practitioner/<id>") instead of searches to be resolved by a server.
        "--exporter.fhir.transaction_bundle=false",
        // The US profile adds to each encounter a note that repeats the other resources as text.
        "--exporter.fhir.use_us_core_ig=false",
        "--exporter.fhir.included_resources=" + types,
        "--exporter.hospital.fhir.export=false",
        "--exporter.practitioner.fhir.export=false",
        settings.state(),
        settings.city());
  }

  /**
   * Runs Synthea to its end.
   *
   * @param folder empty; Synthea appends to files that it finds
   * @return the folder with one {@code <type>.ndjson} for each resource type
   * @throws IOException if Synthea fails or writes no encounters
   */
  Path run(Path folder) throws IOException, InterruptedException {
    Path log = folder.resolve("synthea.log");
    Process process =
        new ProcessBuilder(commandLine(folder))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int exitCode = process.waitFor();
    Path output = folder.resolve("fhir");
    // Synthea also ends with 0 after a command line that it did not understand.
    if (exitCode != 0 || !Files.exists(output.resolve(ResourceType.ENCOUNTER.fileName()))) {
      throw new IOException("Synthea ended with exit code " + exitCode + " and no records: " + log);
    }
    return output;
  }

  private List<String> commandLine(Path folder) {
    List<String> command = new ArrayList<>(REPRODUCIBLE);
    command.addFirst(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Synthea writes instants with the offset of the default zone, and formats with the locale.
    command.addAll(
        List.of(
            "-classpath",
            System.getProperty("java.class.path"),
            "-Duser.timezone=UTC",
            "-Duser.language=en",
            "-Duser.country=US",
            "-Dfile.encoding=UTF-8",
            "App"));
    command.addAll(arguments());
    command.add(command.size() - 2, "--exporter.baseDirectory=" + folder);
    return command;
  }
}
