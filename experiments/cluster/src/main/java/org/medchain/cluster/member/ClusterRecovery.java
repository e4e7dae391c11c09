package org.medchain.cluster.member;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.medchain.cluster.doctor.ClusterObserver;
import org.medchain.cluster.doctor.LostMembers;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.GoneNodes;
import org.medchain.cluster.local.PassphraseFile;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.cluster.local.StoreCheck;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.inspection.LogInspector;
import org.medchain.consensus.inspection.LogInspector.SurvivingChain;
import org.medchain.consensus.inspection.UnacceptedRecoveryException;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.contract.Genesis;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.experiments.config.UserInputException;
import org.medchain.launcher.WholeFolder;
import org.medchain.network.Membership;
import org.medchain.node.center.CertificateAuthorityFiles;
import org.medchain.node.center.LocalCertificateIssuer;
import org.medchain.node.center.Registrar;
import org.medchain.node.center.ValidityPeriods;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.config.NodeConfig.PeerAddress;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.durable.PersistentSequence;
import org.medchain.node.durable.PrivateFiles;
import org.medchain.node.history.CertifiedHead;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.storage.CorruptStoreException;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/**
 * Brings back a cluster of which fewer than a quorum of members are left for good (CLUSTER-26): the
 * center decides alone over what their stores leave, until members with fresh keys are ordered in
 * the places of those that are lost, and all nodes get that store. Nothing runs meanwhile.
 *
 * <p>All is made beside the nodes' folders first, and appears there by one renaming; what follows
 * it may be interrupted anywhere, and the same call continues.
 */
public final class ClusterRecovery {
  private static final SignatureScheme SCHEME = NativeEd25519.orPortable();

  private final ClusterFolder cluster;
  private final NodeConfig center;
  private final Genesis genesis;
  private final CertificateVerifier certificates;
  private final Map<String, Path> copies;
  private final Registrar registrar;
  private final Consumer<String> report;

  /** Stores that are here and of no use, and why. */
  private final Map<String, String> leftOut = new TreeMap<>();

  private ClusterRecovery(
      ClusterFolder cluster, Map<String, Path> copies, Registrar registrar, Consumer<String> report)
      throws UserInputException, IOException {
    this.cluster = cluster;
    this.center = NodeConfigFile.read(cluster.centerFile());
    this.genesis = cluster.genesis();
    this.certificates =
        new CertificateVerifier(center.consensus().protocol(), genesis.chain(), SCHEME);
    this.copies = Map.copyOf(copies);
    this.registrar = registrar;
    this.report = report;
  }

  /**
   * Recovers a cluster, which can be started then.
   *
   * @param copies of stores, by the names of the nodes whose they are
   * @throws UserInputException if it is not to be recovered, or not now; nothing was changed
   */
  @SuppressWarnings("try")
  public static void run(ClusterFolder cluster, Map<String, Path> copies, Consumer<String> report)
      throws UserInputException, IOException, InterruptedException {
    try (ClusterChange unused = ClusterChange.begin(cluster)) {
      requireStopped(cluster);
      Path folder = cluster.center();
      char[] passphrase = PassphraseFile.read(folder, Optional.empty());
      SecureRandom random = new SecureRandom();
      try (Registrar registrar =
          new Registrar(
              folder,
              CertificateAuthorityFiles.read(folder, passphrase, random),
              ValidityPeriods.DEFAULT,
              InstantSource.system(),
              random)) {
        new ClusterRecovery(cluster, copies, registrar, report).run();
      }
    }
  }

  private static void requireStopped(ClusterFolder cluster) throws UserInputException, IOException {
    for (Path config : MemberFiles.configs(cluster)) {
      Path folder = config.getParent();
      if (RunningProcess.process(folder).isPresent()) {
        String advice = " runs; end all first: medchain cluster down --folder ";
        throw MembershipWatch.refusal(folder.getFileName() + advice + cluster.folder());
      }
    }
  }

  private void run() throws UserInputException, IOException, InterruptedException {
    Path ready = cluster.folder().resolve(ClusterObserver.RECOVERY);
    // What an interruption left.
    WholeFolder.delete(cluster.folder().resolve(ClusterObserver.RECOVERY + "-done"));
    if (Files.isDirectory(ready)) {
      report.accept("a recovery that was interrupted continues");
    } else {
      Path part = cluster.folder().resolve(ClusterObserver.RECOVERY + "-part");
      WholeFolder.delete(part);
      prepare(part);
      DurableFile.move(part, ready);
    }
    install(ready);
  }

  private void prepare(Path part) throws UserInputException, IOException, InterruptedException {
    LostMembers lost = lost();
    KeyPair keys = CredentialFiles.read(center.credentials()).ledger();
    if (!keys.publicKey().equals(genesis.terms().center())) {
      throw MembershipWatch.refusal(
          center.credentials() + " has another key than the center of the genesis block");
    }
    Map<String, LogInspector> logs = logs();
    SurvivingChain left = left(logs);
    requireLoss(left.members(), lost);
    for (String name : lost.names()) {
      MemberFiles.remake(cluster, name);
    }
    reportLoss(left, lost, logs.keySet());
    Files.createDirectories(part);
    Path store = part.resolve("store");
    for (String name : logs.keySet()) {
      if (logs.get(name) == left.highest()) { // a hostile one may lack what its log names
        report.accept(name + ": its store is continued; if that fails, move it away");
        StoreBackup.copy(data(name).resolve("store"), store);
      }
    }
    try {
      Genesis accepting =
          RecoveryEpoch.run(
              store,
              genesis,
              center.consensus(),
              keys,
              left,
              new PersistentSequence(FolderVolume.at(center.data()), "requests"),
              fresh(lost));
      DurableFile.write(part.resolve("genesis.bin"), accepting.encoded());
    } catch (CorruptStoreException e) {
      throw new IOException(String.join("; ", e.report()), e);
    }
  }

  /**
   * What the logs leave, of which those stay that are used. Where no store is, the chain begins
   * again; where all that are here are of no use, that is for people to decide.
   */
  private SurvivingChain left(Map<String, LogInspector> logs) throws UserInputException {
    List<LogInspector> read = new ArrayList<>(logs.values());
    if (logs.isEmpty()) {
      read.add(new LogInspector(genesis.chainParameters(), genesis.membership()));
    }
    SurvivingChain left;
    try {
      left = LogInspector.survivors(read, SCHEME);
    } catch (UnacceptedRecoveryException e) {
      String older = " is older than a store: put back the one that accepts this: ";
      throw MembershipWatch.refusal(cluster.genesisFile() + older + e.getMessage());
    }
    logs.forEach((name, log) -> leftOut.computeIfAbsent(name, key -> left.leftOut().get(log)));
    logs.keySet().removeAll(leftOut.keySet());
    leftOut.forEach((name, why) -> report.accept(name + ": its store is left out: " + why));
    if (logs.isEmpty() && !leftOut.isEmpty()) {
      String advice = ": give a sound copy with --from, or move these away to begin at height 0";
      throw MembershipWatch.refusal("no store here is usable: " + leftOut + advice);
    }
    return left;
  }

  /** The members that the doctor counts as lost. */
  private LostMembers lost() throws UserInputException, IOException, InterruptedException {
    if (!center.consensus().protocol().isFinal()) {
      throw MembershipWatch.refusal("a chain of miners needs one of its stores, and no quorum");
    }
    LostMembers lost = new ClusterObserver(cluster, InstantSource.system()).lostMembers();
    if (!lost.unaccepted().isEmpty()) {
      throw MembershipWatch.refusal(lost.unaccepted().getFirst().toString());
    }
    return lost;
  }

  /** By the members that the logs prove: who else is a node does not count. */
  private void requireLoss(Membership members, LostMembers lost)
      throws UserInputException, IOException {
    Set<String> well = new TreeSet<>(GoneNodes.of(cluster).keySet());
    MemberFiles.all(cluster).forEach(each -> well.add(each.name()));
    well.removeAll(lost.names());
    int left = count(well, members);
    if (left >= new QuorumSizes(members.size()).size()) {
      throw MembershipWatch.refusal(
          (left + " of " + members.size() + " members are left, which is a quorum:")
              + " 'medchain cluster doctor' says how they bring back the others");
    }
    for (MemberFiles each : MemberFiles.all(cluster)) {
      boolean isElsewhere = lost.withoutStore().contains(each.name());
      if (isElsewhere && well.contains(each.name()) && members.contains(each.key())) {
        throw MembershipWatch.refusal( // it would vote twice
            each.name() + " runs on another machine: move " + each.folder() + " away");
      }
    }
  }

  /** How many of these nodes are members. */
  private int count(Set<String> names, Membership members) throws UserInputException, IOException {
    Map<String, PeerAddress> away = GoneNodes.of(cluster);
    int count = 0;
    for (String name : names) {
      PeerAddress gone = away.get(name);
      PublicKey key = gone == null ? new MemberFiles(cluster, name).key() : gone.key();
      count += members.contains(key) ? 1 : 0;
    }
    return count;
  }

  private Path data(String name) throws UserInputException {
    Path copy = copies.get(name);
    return copy != null ? copy : new MemberFiles(cluster, name).config().data();
  }

  /** The logs of all stores that are sound, of followers too. */
  private Map<String, LogInspector> logs() throws UserInputException, IOException {
    Map<String, LogInspector> logs = new TreeMap<>();
    Set<String> names = new TreeSet<>(copies.keySet());
    MemberFiles.all(cluster).forEach(each -> names.add(each.name()));
    for (String name : names) {
      Path store = data(name).resolve("store");
      if (!Files.isDirectory(store)) {
        report.accept(name + ": no store is left");
        continue;
      }
      var verdict = StoreCheck.run(genesis, center.consensus().protocol(), data(name), line -> {});
      if (verdict.isIntact()) {
        logs.put(name, verdict.log());
        report.accept(name + ": its store is sound up to height " + verdict.log().height());
      } else {
        leftOut.put(name, verdict.faults().getFirst().toString());
      }
    }
    return logs;
  }

  /** What may be missing: a block that was acknowledged was prepared at a quorum of the members. */
  private void reportLoss(SurvivingChain left, LostMembers lost, Set<String> used)
      throws UserInputException, IOException {
    Membership members = left.members();
    Set<String> newest = new TreeSet<>(used);
    newest.removeIf(name -> lost.withoutStore().contains(name) && !copies.containsKey(name));
    int stores = count(newest, members);
    report.accept(
        String.format(
            Locale.ROOT,
            "the chain continues above height %d: block %d is the last certified one that is left,"
                + " and %d above it were prepared",
            left.height(),
            left.last().height(),
            left.demanded().size()));
    String stored = members.size() - stores + " of " + members.size() + " members' stores are lost";
    if (members.size() - stores < new QuorumSizes(members.size()).size()) {
      report.accept(stored + ", fewer than a quorum: nothing that was acknowledged is missing");
      return;
    }
    long known =
        CertifiedHead.open(center.data().resolve(CertifiedHead.NAME), genesis, certificates)
            .head()
            .height();
    report.accept(
        stored
            + ", a quorum or more: every height above "
            + left.height()
            + " may be missing, with what was acknowledged there"
            + (known > left.height() ? ", and up to " + known + " each surely is" : ""));
  }

  /** Fresh keys in the places of the lost ones, which are exchanged when all is ready. */
  private List<MemberChange> fresh(LostMembers lost) throws UserInputException, IOException {
    List<MemberChange> fresh = new ArrayList<>();
    for (String name : lost.names()) {
      MemberFiles node = new MemberFiles(cluster, name);
      WholeFolder.delete(node.freshCredentials());
      Identity identity =
          ClusterFolder.issue(
              new LocalCertificateIssuer(registrar, InstantSource.system(), new SecureRandom()),
              PeerRole.CONSENSUS_NODE,
              name,
              List.of(node.config().listen().getHostString()),
              node.freshCredentials());
      PublicKey to = identity.ledger().publicKey();
      Optional<Replacement> begun = Replacement.read(node.folder());
      if (begun.isPresent()) { // the ledger may have its key or the one before
        node.renameKey(begun.get().from(), node.key());
        fresh.add(new MemberChange.Replace(begun.get().from(), to));
      }
      Replacement replacement = new Replacement(node.key(), to, node.nextNumber());
      replacement.write(node.folder());
      fresh.add(new MemberChange.Replace(replacement.from(), to));
    }
    return fresh;
  }

  /** Puts in place what is ready; each step may have been done before. */
  private void install(Path ready) throws UserInputException, IOException {
    Bytes accepting = Bytes.of(Files.readAllBytes(ready.resolve("genesis.bin")));
    for (MemberFiles node : MemberFiles.all(cluster)) {
      Path data = node.config().data();
      Optional<Replacement> fresh = Replacement.read(node.folder());
      if (fresh.isPresent()) {
        node.exchange(fresh.get());
        node.renameKey(fresh.get().from(), fresh.get().to());
        revoke(fresh.get().from());
        report.accept(
            node.name() + " has a fresh key in the place of " + fresh.get().from().brief());
      }
      PrivateFiles.createDirectory(data);
      Path part = data.resolve("store-part");
      WholeFolder.delete(part);
      StoreBackup.copy(ready.resolve("store"), part);
      Path store = data.resolve("store");
      if (Files.exists(store)) {
        Path before = node.lostData(node.nextNumber());
        Files.createDirectories(before);
        DurableFile.move(store, before.resolve("store"));
        report.accept(node.name() + ": its store before is in " + before);
      }
      // It names the store before. What was voted there is of an epoch that is over.
      DurableFile.delete(node.config().credentials().resolve("history"));
      DurableFile.move(part, store);
      WholeFolder.delete(data.resolve("index")); // the start makes it again
      DurableFile.write(node.config().genesis(), accepting);
      Files.deleteIfExists(node.folder().resolve(Replacement.NAME));
    }
    DurableFile.write(center.genesis(), accepting);
    Path head = center.data().resolve(CertifiedHead.NAME);
    if (Files.exists(head)) {
      DurableFile.move(head, head.resolveSibling(CertifiedHead.NAME + "-before"));
    }
    DurableFile.write(cluster.genesisFile(), accepting);
    WholeFolder.delete(
        DurableFile.move(ready, ready.resolveSibling(ready.getFileName() + "-done")));
    List<Bytes> all = Decoder.decode(accepting, Genesis::decode).recoveries();
    EpochProof begin = Decoder.decode(all.get(all.size() - 2), EpochProof.CODEC::decode);
    EpochProof end = Decoder.decode(all.getLast(), EpochProof.CODEC::decode);
    report.accept("the center alone has decided up to " + end.end() + "; from there the members");
    report.accept(
        "the recovery is "
            + begin.idWith(end)
            + ": followers, agencies and participants ask for it; tell them that it is yours");
  }

  private void revoke(PublicKey key) {
    try {
      registrar.revokeKey(key, RevocationReason.CESSATION_OF_OPERATION);
    } catch (RefusedException e) {
      report.accept(key.brief() + ": " + e.getMessage()); // by the call that was interrupted
    }
  }
}
