package org.medchain.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.storage.FolderVolume;
import org.medchain.node.storage.StoreVerificationReport;
import org.medchain.node.storage.StoreVerifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code medchain node verify-store}: checks all that a stopped node holds (STO-15, CLUSTER-7). */
@Command(
    name = "verify-store",
    description = {
      "Checks the whole store of a node that does not run, and changes nothing: every record, "
          + "block, signature, certificate and execution, and snapshots.",
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 the store is sound; 1 it is damaged; 2 there is none, or its node runs."
    })
final class VerifyStoreCommand extends ProcessCommand {
  @Parameters(paramLabel = "FOLDER", description = "The node's folder; it has a node.yaml.")
  private Path folder;

  @Override
  protected int run() throws UserInputException, IOException {
    Path file = folder.resolve("node.yaml");
    if (!Files.isRegularFile(file)) {
      throw new UserInputException(folder + ": not a node's folder: it has no node.yaml");
    }
    NodeConfig config = NodeConfigFile.read(file);
    Optional<RunningProcess> running = RunningProcess.read(folder);
    if (running.flatMap(RunningProcess::process).isPresent()) {
      throw new UserInputException(
          folder + ": the node runs as process " + running.get().pid() + "; stop it first");
    }
    Path store = config.data().resolve("store");
    if (!Files.isDirectory(store)) {
      throw new UserInputException(folder + ": the node has no store yet: there is no " + store);
    }
    try (FolderVolume volume = FolderVolume.open(store)) {
      StoreVerificationReport report =
          StoreVerifier.run(volume, genesis(config), NativeEd25519.orPortable(), err()::println);
      report.text().forEach(out()::println);
      return report.isIntact() ? 0 : 1;
    }
  }

  private static Genesis genesis(NodeConfig config) throws UserInputException, IOException {
    try {
      return Decoder.decode(Bytes.of(Files.readAllBytes(config.genesis())), Genesis::decode);
    } catch (MalformedInput e) {
      throw new UserInputException(config.genesis() + ": no genesis: " + e.getMessage());
    }
  }
}
