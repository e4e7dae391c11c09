package org.medchain.cluster.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.consensus.ChainParameters.RecoveryTrust;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Ed25519;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.durable.DurableFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code medchain cluster accept}: an owner's consent to a recovery (CLUSTER-27). */
@Command(name = "accept", mixinStandardHelpOptions = true)
final class AcceptCommand extends ProcessCommand {
  @Option(names = "--from", paramLabel = "DIR", required = true)
  private Path from;

  @Option(names = "--to", paramLabel = "DIR", required = true)
  private Path to;

  @Option(names = "--recovery", paramLabel = "HASH")
  private String wanted = "";

  @Override
  public Integer call() throws UserInputException, IOException {
    if (!wanted.isEmpty() && !wanted.matches("[0-9a-f]{64}")) {
      throw new UserInputException(
          "--recovery: '" + wanted + "' is no hash; allowed are 64 hexadecimal digits");
    }
    Genesis own = genesis("--to", to);
    Genesis other = genesis("--from", from);
    List<Bytes> told = other.recoveries();
    int known = own.recoveries().size();
    if (!own.chain().equals(other.chain())) {
      throw new UserInputException("--from: " + from + " belongs to another chain than " + to);
    }
    if (told.size() < known || !told.subList(0, known).equals(own.recoveries())) {
      throw new UserInputException(
          ("ALARM: %s has not the recoveries that %s accepts: either it is old, or the"
                  + " center has signed two histories")
              .formatted(from, to));
    }
    if (told.size() == known) {
      out().println(to + ": accepts all that " + from + " has");
      return 0;
    }
    EpochProof begin = Decoder.decode(told.get(known), EpochProof.CODEC::decode);
    EpochProof end = Decoder.decode(told.get(known + 1), EpochProof.CODEC::decode);
    if (!isSigned(begin, end, own)) {
      throw new UserInputException(
          "--from: " + from + ": the center has not signed its recovery and how that ended");
    }
    String id = begin.idWith(end).toHex();
    out().println(begin.statement());
    out().println("that ended with " + end.end() + "; the members from there on:");
    end.digest().current().members().keys().forEach(each -> out().println("  " + each));
    out().println("both together are recovery " + id);
    if (!id.equals(wanted)) {
      throw new UserInputException(
          "nothing was changed; if the center says that this is its recovery, accept it with"
              + " --recovery "
              + id);
    }
    DurableFile.write(
        new ClusterFolder(to).genesisFile(),
        own.accepting(begin.encoded()).accepting(end.encoded()).encoded());
    out().println(to + ": accepted; members with fresh keys answer where those before did");
    out().println("a participant's 'register' from the cluster's folder writes those keys down");
    return 0;
  }

  private static Genesis genesis(String option, Path folder)
      throws UserInputException, IOException {
    ClusterFolder read = new ClusterFolder(folder);
    if (!Files.isRegularFile(read.genesisFile())) {
      throw new UserInputException(option + ": there is no " + read.genesisFile());
    }
    return read.genesis();
  }

  private static boolean isSigned(EpochProof begin, EpochProof end, Genesis genesis) {
    PublicKey center = genesis.terms().center();
    RecoveryTrust trust = new RecoveryTrust(Optional.of(center), List.of(end.id()));
    return begin.isRecoveryBy(center)
        && end.extendsEpoch(begin.digest().current(), trust)
        && Stream.of(begin, end)
            .flatMap(each -> each.certificate().attestations().stream())
            .allMatch(each -> each.holds(new Ed25519(), genesis.chain()));
  }
}
