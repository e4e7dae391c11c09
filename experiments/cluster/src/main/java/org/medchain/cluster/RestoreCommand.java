package org.medchain.cluster;

import java.io.IOException;
import java.nio.file.Path;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.cluster.member.StoreBackup;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medchain cluster restore}: a copy back in its place, to be read (CLUSTER-19). */
@Command(
    name = "restore",
    description =
        "Puts a copy in the place of a stopped node's data, to be read. The node takes part again"
            + " after 'cluster start NAME --recover': an old copy must not vote.",
    mixinStandardHelpOptions = true)
final class RestoreCommand extends ProcessCommand {
  @Mixin private ClusterSelection chosen;

  @Parameters(paramLabel = "NAME", description = "Which: n0, n1, …")
  private String name;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      required = true,
      description = "What 'cluster backup' made.")
  private Path from;

  @Override
  protected int run() throws UserInputException, IOException, InterruptedException {
    StoreBackup.restore(chosen.files(), name, from, out()::println);
    return 0;
  }
}
