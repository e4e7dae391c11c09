package org.medchain.cluster.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.medchain.cluster.doctor.ProcessObservation.CredentialObservation;
import org.medchain.cluster.doctor.ProcessObservation.FileObservation;
import org.medchain.cluster.doctor.ProcessObservation.StoreObservation;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.PassphraseFile;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.SignatureScheme;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.storage.CorruptStoreException;
import org.medchain.node.storage.StoreVerifier;

/** Looks at a process's files and changes nothing. */
final class FileObserver {
  private static final Set<String> SECRET =
      Set.of("ledger-key.pem", "tls.pem", "authority-key.pem");

  /** The fault of a genesis.bin that lacks a recovery: its node knows the members before. */
  static final String BEFORE_RECOVERY = "its genesis.bin does not accept the center's recovery";

  /** The fault of one that accepts more than the cluster's: by that one nothing can be judged. */
  static final String AFTER_RECOVERY =
      "its genesis.bin accepts a recovery that the cluster's does not";

  /** The fault of one that accepts another recovery than the cluster's. */
  static final String OTHER_RECOVERY =
      StableCheckpoint.ALARM + "its genesis.bin accepts another recovery than the cluster's";

  /** Begins the fault of a node whose config is lost. */
  static final String NO_CONFIG = "its config is missing: ";

  private final ClusterFolder cluster;
  private final Consumer<MembershipHistory> members;
  private final Predicate<X509Certificate> revoked;

  /**
   * Looks at a cluster's files.
   *
   * @param members gets who they are, as a store proves it
   */
  FileObserver(ClusterFolder cluster, Consumer<MembershipHistory> members) throws IOException {
    this.cluster = cluster;
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

  /**
   * A process's files.
   *
   * @param verified whether the store is to be checked: its node does not run
   */
  FileObservation observe(Path folder, Path configFile, boolean verified) throws IOException {
    Optional<NodeConfig> config = config(configFile);
    Path data = config.map(NodeConfig::data).orElse(folder.resolve("data"));
    Path credentials = config.map(NodeConfig::credentials).orElse(folder.resolve("credentials"));
    String genesis = genesisProblem(config.map(NodeConfig::genesis).orElse(folder));
    boolean store = Files.isDirectory(data.resolve("store"));
    return new FileObservation(
        configProblem(configFile),
        genesis,
        credentials(credentials),
        new StoreObservation(
            store, store && verified && genesis.isEmpty() ? faults(data, config) : List.of()),
        open(folder),
        Files.exists(folder.resolve("replacement.yaml")));
  }

  private static String configProblem(Path file) {
    if (!Files.isRegularFile(file)) {
      return NO_CONFIG + file;
    }
    try {
      var unused = NodeConfigFile.read(file);
      return "";
    } catch (UserInputException e) {
      return "its config cannot be used: " + String.join("; ", e.lines());
    }
  }

  private String genesisProblem(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return "its genesis.bin is missing";
    }
    byte[] own = Files.readAllBytes(file);
    if (Arrays.equals(own, Files.readAllBytes(cluster.genesisFile()))) {
      return "";
    }
    try {
      Genesis genesis = Decoder.decode(Bytes.of(own), Genesis::decode);
      if (genesis.chain().equals(cluster.genesis().chain())) {
        List<Bytes> accepted = genesis.recoveries();
        List<Bytes> known = cluster.genesis().recoveries();
        boolean isBefore = Collections.indexOfSubList(known, accepted) == 0;
        boolean isAfter = Collections.indexOfSubList(accepted, known) == 0;
        return isBefore ? BEFORE_RECOVERY : isAfter ? AFTER_RECOVERY : OTHER_RECOVERY;
      }
    } catch (MalformedInput | UserInputException e) {
      return "its genesis.bin differs from the cluster's, and is not a genesis: " + e.getMessage();
    }
    return "its genesis.bin differs from the cluster's: it belongs to another chain";
  }

  private CredentialObservation credentials(Path folder) {
    if (!Files.isDirectory(folder)) {
      return unusable("its credentials are missing: " + folder);
    }
    try {
      Identity identity = CredentialFiles.read(folder);
      X509Certificate tls = identity.credentials().chain().get(0);
      return new CredentialObservation(
          "",
          Optional.of(instant(tls.getNotBefore())),
          Optional.of(instant(tls.getNotAfter())),
          revoked.test(tls) || revoked.test(identity.signing()));
    } catch (IOException e) {
      return unusable("its credentials cannot be used: " + e.getMessage());
    }
  }

  private static Instant instant(Date date) {
    return date.toInstant();
  }

  private static CredentialObservation unusable(String why) {
    return new CredentialObservation(why, Optional.empty(), Optional.empty(), false);
  }

  private List<String> faults(Path data, Optional<NodeConfig> config) {
    try (FolderVolume volume = FolderVolume.open(data.resolve("store"))) {
      SignatureScheme scheme = NativeEd25519.orPortable();
      Genesis genesis = cluster.genesis();
      ConsensusConfig consensus =
          config.map(NodeConfig::consensus).orElseGet(ConsensusConfig::defaults);
      var certificates = new CertificateVerifier(consensus.protocol(), genesis.chain(), scheme);
      var verdict = StoreVerifier.run(volume, genesis, certificates, line -> {});
      verdict.log().members(scheme).ifPresent(members);
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
