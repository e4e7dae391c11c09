package org.medchain.experiments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.medchain.comparison.workload.DatasetException;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.data.metadata.MetadataForm;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.privacy.LedgerInference;
import org.medchain.experiments.privacy.LedgerInference.InferenceRow;
import org.medchain.experiments.results.OutputPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code medchain privacy}: what who keeps the ledger can infer (PRIV-9). */
@Command(
    name = "privacy",
    mixinStandardHelpOptions = true,
    versionProvider = Medchain.MedchainVersion.class,
    sortOptions = false)
final class PrivacyCommand implements Callable<Integer> {
  private final CommandContext host;

  @Option(names = "--dataset", paramLabel = "DIR", defaultValue = "datasets/synthea-sample")
  private Path dataset;

  @Option(names = "--out", paramLabel = "FILE")
  private Path out;

  PrivacyCommand(CommandContext host) {
    this.host = host;
  }

  @Override
  public Integer call() throws UserInputException {
    if (out != null) {
      new OutputPath(out).requireFileWithFolder();
    }
    List<String> lines = new ArrayList<>(List.of(InferenceRow.HEADER));
    try {
      SyntheticRecords records = SyntheticRecords.read(host.requiredRoot().resolve(dataset));
      for (MetadataForm form : MetadataForm.values()) {
        new LedgerInference(records, form).rows().forEach(row -> lines.add(row.csv()));
      }
    } catch (DatasetException e) {
      throw new UserInputException("--dataset: " + e.getMessage());
    }
    lines.forEach(host.out()::println);
    if (out != null) {
      new OutputPath(out).write(out, lines);
    }
    return Medchain.OK;
  }
}
