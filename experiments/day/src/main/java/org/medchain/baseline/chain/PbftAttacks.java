package org.medchain.baseline.chain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.AttackOutcome.Effect;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.baseline.chain.ChainRecords.KeptVersion;
import org.medchain.client.consent.ConsentState;
import org.medchain.client.enrolment.CenterConnection;
import org.medchain.client.enrolment.IdentityEnrolment;
import org.medchain.client.enrolment.KeyHandover;
import org.medchain.client.holding.RecordErasure;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.OwnedCluster;
import org.medchain.cluster.local.StoreCheck;
import org.medchain.cluster.member.MemberRecovery;
import org.medchain.cluster.member.StoreBackup;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.contract.Genesis;
import org.medchain.contract.engine.Role;
import org.medchain.contract.opaque.Opaque;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.storageproof.ClaimMissed;
import org.medchain.contract.storageproof.ReleaseFile;
import org.medchain.data.Attestation;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Ed25519;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.faults.node.FaultKey;
import org.medchain.faults.node.Faults;
import org.medchain.faults.node.FaultsFile;
import org.medchain.faults.node.FaultyNodeProcess;
import org.medchain.launcher.WholeFolder;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.center.CenterRequest;
import org.medchain.node.files.keys.DepositedShare;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.light.LightChain;

/** What happens to the disks of PBFT's nodes, and what their operators do (BASE-4). */
final class PbftAttacks extends ChainAttacks {
  private static final List<String> ALL = List.of("n0", "n1", "n2", "n3");
  private static final String VICTIM = "n3";
  private static final Duration START = Duration.ofSeconds(20);

  /** Until an audit of each file was due, and its answer too. */
  private static final int AUDIT_BLOCKS = 160;

  private final PbftRecords chain;
  private final OwnedCluster processes;
  private final LocalCluster cluster;

  PbftAttacks(PbftRecords chain, List<RecordEntry> records, AttackLog log) {
    super(chain, records, log);
    this.chain = chain;
    processes = chain.processes;
    cluster = processes.cluster();
  }

  @Override
  AttackOutcome other(AttackKind attack) throws Exception {
    return switch (attack) {
      case DISK_DIES -> lost(data(VICTIM));
      case SITE_DIES -> lost(member(VICTIM).folder());
      case ALTER_ALL_REPLICAS, RESTORE_OLD_BACKUP -> tamper(attack, ALL);
      case STALE_BACKUP, CUT_LOG_TAIL, EDIT_ON_DISK, REWRITE_AUDIT, REPLACE_DIGESTS ->
          tamper(attack, List.of(VICTIM));
      case DELETE -> delete();
      case TWO_HISTORIES, F_COLLUDE -> lie(attack);
      case AUDIT_OFF -> collude(false, 0);
      case SPLIT_VIEW_TWO_WITNESSES -> collude(false, 2, 3);
      case F_PLUS_ONE_COLLUDE -> collude(true, 2, 3);
      case SPLIT_VIEW_ONE_WITNESS, MAJORITY_COLLUDES -> collude(true, 1, 2, 3);
      case SPLIT_VIEW_WITHOUT_WITNESS -> collude(false, 0, 1, 2, 3);
      default -> throw new IllegalArgumentException(attack.key());
    };
  }

  private ClusterMember member(String name) throws Exception {
    return cluster.member(name);
  }

  private Path data(String name) throws Exception {
    return member(name).folder().resolve("data");
  }

  @Override
  Effect effect(List<RecordEntry> which) throws Exception {
    chain.sessions.close(); // those with nodes that are gone
    return super.effect(which);
  }

  @Override
  long accesses(KeptVersion version) throws Exception {
    return chain.as(
        version,
        session -> {
          session.advance();
          ConsentState state = new ConsentState(session.light(), session.participant());
          return state.lines(state.trail()).stream()
              .filter(each -> each.record().equals(version.id()))
              .count();
        });
  }

  @Override
  void rob(String patient, String thief) throws Exception {
    ParticipantFolder folder = chain.people.folder(thief, false);
    IdentityEnrolment enrolment = new IdentityEnrolment(folder, Role.PATIENT, new char[0]);
    CenterConnection center = chain.people.operator();
    enrolment.certify(center, KeyHandover.invite(center, enrolment.card().certificateName()));
    PublicKey own = enrolment.card().key();
    PublicKey robbed = chain.key(patient, Role.PATIENT);
    RevocationReason reason = RevocationReason.SUPERSEDED;
    var unused = chain.ordered(new CenterRequest.ReplaceKeyRequest(robbed, own, reason));
    PublicKey unusedName = chain.key(thief, Role.PATIENT); // whose key has a name already
    chain.sessions.close(); // the card is read when a session begins
  }

  @Override
  void erase(KeptVersion version) throws Exception {
    RecordErasure.Erased erased =
        chain.as(version, session -> new RecordErasure(session, version.id()).run());
    log.line("nodes without a share: " + erased.nodes() + ", not erased: " + erased.left().size());
  }

  @Override
  boolean keeps(KeptVersion version) throws IOException {
    return holds(0, version.id().toBytes());
  }

  /** Whether these bytes are in the files of a node. */
  private boolean holds(int node, Bytes part) throws IOException {
    try (Stream<Path> files = Files.walk(chain.files.node(node).resolve("data"))) {
      boolean found = false;
      for (Path each : files.filter(it -> !it.toString().contains("native")).toList()) {
        found |=
            Files.isRegularFile(each)
                && Bytes.of(Files.readAllBytes(each)).toHex().contains(part.toHex());
      }
      return found;
    }
  }

  /** A disk, or all of a site with keys and copies. */
  private AttackOutcome lost(Path what) throws Exception {
    ClusterMember victim = member(VICTIM);
    ThirdPartyProof before = chain.prove(first.id());
    processes.kill(victim);
    WholeFolder.delete(what);
    log.line(VICTIM + " is killed, and its " + what.getFileName() + " deleted");
    boolean seen = check("status: it does not run", () -> !cluster.state(victim).alive());
    return recovered("lost", records, seen, chain.verify(before));
  }

  /** As the node's own refusal and {@code cluster doctor} print it. */
  private AttackOutcome recovered(
      String check, List<RecordEntry> which, boolean noticed, boolean provable) throws Exception {
    log.line("before it is recovered: " + effect(which).key());
    chain.people.close(); // the command connects as the same operator
    log.line("step: cluster start " + VICTIM + " --recover");
    MemberRecovery.run(chain.files, VICTIM, line -> {});
    // The recovery's own process belongs to nobody; this one ends with its owner.
    processes.kill(member(VICTIM));
    start(List.of(VICTIM));
    return outcome(check, effect(which), noticed, provable);
  }

  private void start(List<String> which) throws Exception {
    for (String each : which) {
      processes.start(member(each));
    }
    cluster.awaitReady(PbftRecords.LIMIT, state -> {});
  }

  /** Those that do not run when all of these are started; they have some seconds for it. */
  private List<String> refusing(List<String> which) throws Exception {
    List<String> ended = new ArrayList<>();
    for (String each : which) {
      processes.expectEnd(member(each));
      processes.start(member(each));
    }
    for (String each : which) {
      ClusterMember node = member(each);
      var unused =
          Polling.until(
              START, 50, () -> cluster.process(node).isEmpty() || cluster.state(node).isReady());
      if (cluster.process(node).isEmpty()) {
        log.line(each + ": " + words(cluster.outputTail(node)));
        ended.add(each);
      }
    }
    return ended;
  }

  /** Stopped nodes' disks are changed, and the nodes started; one of them is recovered then. */
  private AttackOutcome tamper(AttackKind attack, List<String> which) throws Exception {
    boolean copies = attack == AttackKind.STALE_BACKUP || attack == AttackKind.RESTORE_OLD_BACKUP;
    boolean edits = !copies && attack != AttackKind.CUT_LOG_TAIL;
    List<RecordEntry> all = new ArrayList<>(records);
    if (copies) {
      for (String each : which) {
        processes.stop(member(each), PbftRecords.LIMIT);
        StoreBackup.backup(chain.files, each, chain.place.resolve("copy-" + each), line -> {});
      }
      start(which);
      chain.sessions.close();
      for (RecordEntry each : records.subList(0, 3)) {
        all.addFirst(like(each, each.id() + "-later", each.timestampMs(), each.content()));
        chain.put(all.getFirst());
      }
    }
    KeptVersion version = chain.newest(all.getFirst().id());
    ThirdPartyProof before = chain.prove(all.getFirst().id());
    boolean found = false;
    for (String each : which) {
      processes.stop(member(each), PbftRecords.LIMIT);
      if (copies) {
        WholeFolder.delete(data(each));
        Files.move(chain.place.resolve("copy-" + each), data(each));
      } else if (edits) {
        Map<Bytes, Bytes> changes = BlockEdit.changes(attack, version, before);
        BlockEdit.replace(data(each).resolve("store"), changes);
        found |= check("verify-store finds the edit at " + each, () -> isDamaged(each));
      } else {
        cut(data(each).resolve("store"));
      }
    }
    List<String> ended = refusing(which);
    log.line("after what was done to their disks these do not run: " + ended);
    boolean held = chain.verify(before);
    log.line("the proof from before holds: " + held);
    if (attack == AttackKind.RESTORE_OLD_BACKUP) {
      return restored(all.getFirst(), held);
    }
    String check = ended.isEmpty() ? "edit-verified" : "edit";
    boolean noticed = found || !ended.isEmpty();
    return which.size() > 1
        ? outcome(attack.key(), effect(all), noticed, held)
        : recovered(edits ? check : attack.key(), all, noticed, held);
  }

  private boolean isDamaged(String node) throws Exception {
    var report = StoreCheck.run(chain.files.genesis(), Pbft.PROTOCOL, data(node), line -> {});
    report.faults().stream().limit(1).forEach(each -> log.line(words(each.what())));
    return !report.isIntact();
  }

  /** The second half of a log's newest segment is cut off. */
  private static void cut(Path store) throws IOException {
    try (Stream<Path> files = Files.list(store)) {
      List<Path> logs = files.filter(each -> each.toString().contains("/log-")).sorted().toList();
      byte[] all = Files.readAllBytes(logs.getLast());
      Files.write(logs.getLast(), Arrays.copyOf(all, all.length / 2));
    }
  }

  /** All nodes run on copies from before a record that was acknowledged later. */
  private AttackOutcome restored(RecordEntry later, boolean held) throws Exception {
    String told = words(cluster.states().getFirst().reason());
    log.line("the center: " + told);
    boolean alarm = told.contains("lost the ledger") || told.contains("another block");
    boolean gone = check("a later record is gone", () -> effect(List.of(later)) != Effect.KEPT);
    Effect effect = gone ? Effect.LOST : Effect.KEPT;
    return outcome(alarm ? "alarm" : "restore-old-backup", effect, alarm || gone, held);
  }

  private AttackOutcome delete() throws Exception {
    PublicKey holder = chain.files.nodeKey(0);
    String patient = first.patient();
    ReleaseFile release = new ReleaseFile(chain.newest(first.id()).id(), holder);
    boolean unusedRefusal = refused("patient-x", Role.PATIENT, release);
    for (String part : List.of("files", "keys")) {
      WholeFolder.delete(data("n0").resolve(part));
    }
    log.line("the operator of n0 deletes all files and shares that n0 holds");
    Effect effect = effect(records);
    for (int i = 0; i < AUDIT_BLOCKS; i++) {
      chain.require(patient, Role.PATIENT, new Opaque(Bytes.EMPTY));
    }
    boolean missed = false;
    for (RecordEntry each : records) {
      ClaimMissed claim = new ClaimMissed(chain.newest(each.id()).id(), holder);
      missed = missed || check("its claim is taken", () -> !refused(patient, Role.PATIENT, claim));
    }
    return outcome("delete", effect, missed, isProved());
  }

  /** One node's operator runs a program that lies: to clients, and as primary to the others. */
  private AttackOutcome lie(AttackKind attack) throws Exception {
    ClusterMember liar = member("n0");
    processes.stop(liar, PbftRecords.LIMIT);
    String lies = "wrong_replies(lie: result),equivocation";
    FaultsFile.write(liar.config().getParent(), Faults.NONE.with(FaultKey.ADVERSARY, lies));
    processes.start(liar, FaultyNodeProcess.class);
    cluster.awaitReady(List.of(liar), PbftRecords.LIMIT, state -> {});
    chain.sessions.close();
    RecordEntry more = like(first, "lies-" + attack.key(), first.timestampMs(), first.content());
    chain.put(more);
    log.line("n0 equivocates and answers clients falsely; a record more is put");
    boolean there = chain.read(more.id(), more.patient()).equals(Optional.of(more.content()));
    log.line("it reads as it was put: " + there);
    boolean proved = chain.verify(chain.prove(more.id()));
    AttackOutcome forged = collude(false, 0);
    return outcome("lie", there ? forged.effect() : Effect.LOST, there, proved);
  }

  /**
   * Hospitals put their keys together: for another block without requests in the place of the head,
   * and for a record's key.
   *
   * @param open whether they look into a record as well
   */
  private AttackOutcome collude(boolean open, int... who) throws Exception {
    Genesis genesis = chain.files.genesis();
    Ed25519 scheme = new Ed25519();
    var certificates = new CertificateVerifier(Pbft.PROTOCOL, genesis.chain(), scheme);
    KeptVersion version = chain.newest(first.id());
    LightChain known =
        chain.as(
            version,
            session -> {
              session.advance();
              return session.light().chain();
            });
    long logged = accesses(version);
    Header head = known.head();
    QuorumCertificate genuine = (QuorumCertificate) known.certificate().orElseThrow();
    Header forged = BlockEdit.over(head, head.previous(), MerkleTree.rootOf(List.of()), 0);
    Bytes said = QuorumCertificate.statement(genuine.view(), head.height(), forged.hash());
    List<SignedVote> votes = new ArrayList<>();
    List<DepositedShare> shares = new ArrayList<>();
    for (int each : who) {
      Path node = chain.files.node(each);
      KeyPair keys = CredentialFiles.read(node.resolve("credentials")).ledger();
      PublicKey key = keys.publicKey();
      Bytes vote = Attestation.signingBytes(QuorumCertificate.DOMAIN, genesis.chain(), key, said);
      votes.add(new SignedVote(key, scheme.sign(keys.secretKey(), vote)));
      Path share = node.resolve("data/keys").resolve(version.id().toHex() + ".share");
      shares.add(Codec.of(DepositedShare.class).decoded(Bytes.of(Files.readAllBytes(share))));
    }
    var vouching = new QuorumCertificate(genuine.view(), head.height(), forged.hash(), votes);
    Optional<String> flaw = certificates.findError(forged, vouching, known.members());
    log.line(who.length + " sign another block: " + flaw.orElse("a newcomer believes them"));
    Optional<String> doubt = certificates.findError(head, genuine, known.members()).or(() -> flaw);
    boolean convicted =
        check("two blocks are certified", () -> doubt.isEmpty() && !forged.equals(head));
    Optional<Bytes> plain = ChainRecords.plain(version.sealed(), shares);
    boolean opened = plain.equals(Optional.of(first.content()));
    boolean clear = holds(who[0], first.content());
    log.line("their shares open the file: " + opened + "; it is in clear there: " + clear);
    if (flaw.isEmpty()) {
      return outcome("divided", Effect.DIVIDED, convicted, convicted);
    }
    return (opened && open) || clear
        ? outcome("disclosed", Effect.DISCLOSED, false, accesses(version) > logged)
        : outcome("too-few", Effect.KEPT, false, isProved());
  }
}
