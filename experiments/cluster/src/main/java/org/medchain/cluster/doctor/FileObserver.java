package org.medchain.cluster.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.PassphraseFile;
import org.medchain.cluster.local.StoreCheck;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.storage.CorruptStoreException;

/** Looks at a process's files and changes nothing. */
final class FileObserver {
  private static final Set<String> SECRET =
      Set.of("ledger-key.pem", "tls.pem", "authority-key.pem");

  /** A certificate of a month is renewed after two thirds of it; 5 days before its end is late. */
  private static final Duration SOON = Duration.ofDays(5);

  private final ClusterFolder cluster;
  private final Consumer<MembershipHistory> members;
  private final Predicate<X509Certificate> revoked;
  private final Instant now;

  /**
   * Looks at a cluster's files.
   *
   * @param members gets who they are, as a store proves it
   */
  FileObserver(ClusterFolder cluster, Consumer<MembershipHistory> members, Instant now)
      throws IOException {
    this.cluster = cluster;
    this.now = now;
    this.members = members;
    this.revoked = revoked(cluster.center().resolve("revocations.crl"));
  }

  private static Predicate<X509Certificate> revoked(Path list) throws IOException {
    if (!Files.isRegularFile(list)) {
      return certificate -> false;
    }
    try (InputStream in = Files.newInputStream(list)) {
      return CertificateFactory.getInstance("X.509").generateCRL(in)::isRevoked;
    } catch (GeneralSecurityException e) {
      throw new IOException(list + " is no revocation list: " + e.getMessage(), e);
    }
  }

  /** The config, if it can be read. */
  static Optional<NodeConfig> config(Path file) {
    try {
      return Optional.of(NodeConfigFile.read(file));
    } catch (UserInputException e) {
      return Optional.empty();
    }
  }

  /** What is wrong with a process's files, without its store. */
  List<SeenFault> faults(Path folder, Path configFile, boolean isNode) throws IOException {
    if (isNode && !Files.isRegularFile(configFile)) {
      return List.of(SeenFault.of(ProcessObservation.FOLDER_LOST));
    }
    List<SeenFault> faults = new ArrayList<>();
    Optional<NodeConfig> config = Optional.empty();
    if (!Files.isRegularFile(configFile)) {
      faults.add(SeenFault.of("config", "its config is missing: " + configFile));
    } else {
      try {
        config = Optional.of(NodeConfigFile.read(configFile));
      } catch (UserInputException e) {
        String why = "its config cannot be used: " + String.join("; ", e.lines());
        faults.add(SeenFault.of("config", why));
      }
    }
    faults.addAll(genesisFault(folder, config));
    open(folder).forEach(file -> faults.add(SeenFault.of("file_open", file)));
    if (Files.exists(folder.resolve("replacement.yaml"))) {
      faults.add(SeenFault.of("recovery_interrupted"));
    }
    faults.addAll(
        credentials(config.map(NodeConfig::credentials).orElse(folder.resolve("credentials"))));
    return faults;
  }

  private List<SeenFault> genesisFault(Path folder, Optional<NodeConfig> config)
      throws IOException {
    Path file = config.map(NodeConfig::genesis).orElse(folder);
    String fault = "its genesis.bin is missing";
    if (Files.isRegularFile(file)) {
      byte[] own = Files.readAllBytes(file);
      if (Arrays.equals(own, Files.readAllBytes(cluster.genesisFile()))) {
        return List.of();
      }
      fault = "its genesis.bin differs from the cluster's";
      try {
        Genesis genesis = Decoder.decode(Bytes.of(own), Genesis::decode);
        if (genesis.chain().equals(cluster.genesis().chain())) {
          return List.of(recoveries(folder, genesis.recoveries(), cluster.genesis().recoveries()));
        }
        fault += ": it belongs to another chain";
      } catch (MalformedInput | UserInputException e) {
        fault += ", and is not a genesis: " + e.getMessage();
      }
    }
    return List.of(SeenFault.of("genesis", fault, folder));
  }

  private static SeenFault recoveries(Path folder, List<Bytes> accepted, List<Bytes> known) {
    if (Collections.indexOfSubList(known, accepted) == 0) {
      return SeenFault.of(ProcessObservation.BEFORE_RECOVERY, folder);
    }
    return Collections.indexOfSubList(accepted, known) == 0
        ? SeenFault.of(
            ProcessObservation.UNACCEPTED,
            "its genesis.bin accepts a recovery that the cluster's does not",
            folder)
        : SeenFault.of(
            ProcessObservation.TWO_HISTORIES,
            StableCheckpoint.ALARM + "its genesis.bin accepts another recovery than the cluster's");
  }

  private List<SeenFault> credentials(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of(SeenFault.of("credentials", "its credentials are missing: " + folder));
    }
    List<SeenFault> faults = new ArrayList<>();
    try {
      Identity identity = CredentialFiles.read(folder);
      X509Certificate tls = identity.credentials().chain().get(0);
      if (revoked.test(tls) || revoked.test(identity.signing())) {
        faults.add(SeenFault.of("revoked"));
      }
      Instant begin = tls.getNotBefore().toInstant();
      Instant end = tls.getNotAfter().toInstant();
      if (now.isBefore(begin)) {
        faults.add(SeenFault.of("certificate_begins", begin));
      }
      if (now.plus(SOON).isAfter(end)) {
        faults.add(SeenFault.of(now.isAfter(end) ? "certificate_ended" : "certificate_ends", end));
      }
    } catch (IOException e) {
      String why = "its credentials cannot be used: " + e.getMessage();
      faults.add(SeenFault.of("credentials", why));
    }
    return faults;
  }

  /** The folder of a process's data. */
  static Path data(Path folder, Optional<NodeConfig> config) {
    return config.map(NodeConfig::data).orElse(folder.resolve("data"));
  }

  /** What is wrong with the store of a node that does not run, and has one. */
  List<String> storeFaults(Path folder, Optional<NodeConfig> config) throws IOException {
    if (!genesisFault(folder, config).isEmpty()) {
      return List.of();
    }
    try {
      var verdict =
          StoreCheck.run(
              cluster.genesis(),
              config.map(NodeConfig::consensus).orElseGet(ConsensusConfig::defaults).protocol(),
              data(folder, config),
              line -> {});
      verdict.log().members(NativeEd25519.orPortable()).ifPresent(members);
      return verdict.faults().stream().map(CorruptStoreException.StoreFault::toString).toList();
    } catch (UserInputException | IOException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  /** Secret files that not only their owner may read; none where the system has no such bits. */
  private static List<Path> open(Path folder) throws IOException {
    List<Path> open = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return open;
    }
    List<Path> secret;
    try (Stream<Path> files = Files.walk(folder, 2)) {
      secret = files.filter(each -> SECRET.contains(each.getFileName().toString())).toList();
    }
    for (Path each : secret) {
      if (PassphraseFile.isOpen(each)) {
        open.add(each);
      }
    }
    return open;
  }
}
