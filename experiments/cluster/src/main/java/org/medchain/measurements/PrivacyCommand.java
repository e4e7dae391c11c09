package org.medchain.measurements;

import java.util.ArrayList;
import java.util.List;
import org.medchain.data.metadata.MetadataForm;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code medchain privacy}: what a ledger-keeping node can infer (PRIV-9). */
@Command(
    name = "privacy",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = PrivacySearchCommand.class)
public final class PrivacyCommand implements Subcommand {
  @Spec private CommandSpec spec;
  @Mixin private MeasuredDataset dataset;

  public PrivacyCommand() {}

  @Override
  public Integer call() throws UserInputException {
    dataset.requireOut();
    List<String> lines = new ArrayList<>(List.of(LedgerInference.InferenceRow.HEADER));
    for (MetadataForm form : MetadataForm.values()) {
      new LedgerInference(dataset.records(), form).rows().forEach(row -> lines.add(row.csv()));
    }
    return dataset.write(spec.commandLine().getOut(), lines);
  }
}
