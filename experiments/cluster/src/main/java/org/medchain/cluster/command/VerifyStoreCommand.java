package org.medchain.cluster.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.cluster.local.StoreCheck;
import org.medchain.consensus.Protocol;
import org.medchain.contract.Genesis;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.storage.StoreVerificationReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medchain node verify-store}: checks all that a stopped node holds (STO-15, CLUSTER-7). */
@Command(name = "verify-store", mixinStandardHelpOptions = true)
final class VerifyStoreCommand extends ProcessCommand {
  @Parameters(paramLabel = "FOLDER")
  private Path folder;

  @Option(names = "--genesis", paramLabel = "FILE")
  private Path genesis;

  @Override
  public Integer call() throws UserInputException, IOException {
    Path file = folder.resolve("node.yaml");
    if (!Files.isRegularFile(file) && Files.isDirectory(folder.resolve("store"))) {
      return verify(folder, folder.resolve("genesis.bin"), ConsensusConfig.defaults().protocol());
    }
    if (!Files.isRegularFile(file)) {
      throw new UserInputException(
          folder + ": no node's folder, which has a node.yaml, nor a copy, which has a store");
    }
    NodeConfig config = NodeConfigFile.read(file);
    Optional<RunningProcess> running = RunningProcess.read(folder);
    if (running.flatMap(RunningProcess::process).isPresent()) {
      throw new UserInputException(
          folder + ": the node runs as process " + running.get().pid() + "; stop it first");
    }
    return verify(config.data(), config.genesis(), config.consensus().protocol());
  }

  private int verify(Path data, Path own, Protocol protocol)
      throws UserInputException, IOException {
    Path store = data.resolve("store");
    if (!Files.isDirectory(store)) {
      throw new UserInputException(folder + ": the node has no store yet: there is no " + store);
    }
    Genesis chain = genesis(genesis == null ? own : genesis);
    StoreVerificationReport report = StoreCheck.run(chain, protocol, data, err()::println);
    report.text().forEach(out()::println);
    return report.isIntact() ? 0 : 1;
  }

  private static Genesis genesis(Path file) throws UserInputException, IOException {
    if (!Files.isRegularFile(file)) {
      throw new UserInputException("--genesis: there is no " + file + "; name the chain's genesis");
    }
    return ClusterFolder.genesis(file);
  }
}
