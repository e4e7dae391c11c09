package org.medchain.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.medchain.datasets.VisitReader.SyntheaOutput;

/**
 * The program that makes a set of synthetic medical records: runs Synthea, keeps some of its
 * visits, and writes them with their index, figures and checksums. The same settings give the same
 * bytes.
 *
 * <p>Exit codes: 0 done; 1 Synthea or a file failed; 2 wrong arguments or settings. Until Synthea
 * has succeeded, the output folder is left as it was.
 */
public final class DatasetGenerator {
  private DatasetGenerator() {}

  /**
   * Makes one set.
   *
   * @param args settings file, output folder, folder for Synthea's own output
   */
  public static void main(String[] args) throws InterruptedException {
    Locale.setDefault(Locale.ROOT);
    System.exit(run(args));
  }

  private static int run(String[] args) throws InterruptedException {
    if (args.length != 3) {
      System.err.println("usage: DatasetGenerator <settings file> <output folder> <work folder>");
      return 2;
    }
    try {
      generate(SampleSettings.read(Path.of(args[0])), Path.of(args[1]), Path.of(args[2]));
      return 0;
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (IOException e) {
      System.err.println(e);
      return 1;
    }
  }

  private static void generate(SampleSettings settings, Path output, Path workFolder)
      throws IOException, InterruptedException {
    Files.createDirectories(workFolder);
    SyntheaRun synthea = new SyntheaRun(settings);
    Path syntheaFolder = Files.createTempDirectory(workFolder, "synthea-");
    SyntheaOutput written = VisitReader.read(synthea.run(syntheaFolder), settings.firstInstant());
    List<DatasetRecord> records = DatasetRecord.of(new Sampling(settings).keep(written.visits()));
    if (records.isEmpty()) {
      throw new IllegalArgumentException(
          "no patient has " + settings.minRecordsPerPatient() + " records with these settings");
    }
    String statistics = new SampleStatistics(records).toMarkdown(synthea.arguments(), written);
    new SampleWriter(output).write(records, statistics);
    deleteAll(syntheaFolder);
    System.out.println(statistics);
  }

  /** Of no use any more, and larger than the set; after a failure it stays, to be looked at. */
  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
