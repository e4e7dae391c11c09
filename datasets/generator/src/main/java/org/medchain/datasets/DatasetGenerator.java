package org.medchain.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

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
    Path fhir = synthea.run(Files.createTempDirectory(workFolder, "synthea-"));
    List<Visit> allVisits = VisitReader.read(fhir);
    List<DatasetRecord> records = DatasetRecord.of(new Sampling(settings).keep(allVisits));
    if (records.isEmpty()) {
      throw new IllegalArgumentException(
          "no patient has " + settings.minRecordsPerPatient() + " records with these settings");
    }
    String statistics = new SampleStatistics(records).toMarkdown(synthea.arguments(), allVisits);
    new SampleWriter(output).write(records, statistics);
    System.out.println(statistics);
  }
}
