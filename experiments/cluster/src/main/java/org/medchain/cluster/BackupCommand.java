package org.medchain.cluster;

import java.io.IOException;
import java.nio.file.Path;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.cluster.member.StoreBackup;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medchain cluster backup}: a copy of a node's data (CLUSTER-19). */
@Command(name = "backup", mixinStandardHelpOptions = true)
final class BackupCommand extends ProcessCommand {
  @Mixin private ClusterSelection chosen;

  @Parameters(paramLabel = "NAME")
  private String name;

  @Option(names = "--to", paramLabel = "DIR", required = true)
  private Path to;

  @Override
  protected int run() throws UserInputException, IOException, InterruptedException {
    ClusterFolder folder = chosen.files();
    StoreBackup.backup(folder, name, to, new NodeProcessStarter(folder), out()::println);
    return 0;
  }
}
