package org.medchain.baseline.chain;

import java.io.IOException;
import java.util.List;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.AttackOutcome.Effect;
import org.medchain.baseline.AttackOutcome.Notice;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.baseline.chain.PbftRecords.KeptVersion;
import org.medchain.client.consent.ConsentState;
import org.medchain.client.enrolment.CenterConnection;
import org.medchain.client.enrolment.IdentityEnrolment;
import org.medchain.client.enrolment.KeyHandover;
import org.medchain.client.holding.RecordErasure;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.client.record.KeySharing;
import org.medchain.client.session.ParticipantSession;
import org.medchain.cluster.participant.NetworkFiles;
import org.medchain.consensus.Output;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.consent.AccessEntry;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Role;
import org.medchain.contract.opaque.Opaque;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.registration.RegistrationEvents.BalanceTold;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.storageproof.ClaimMissed;
import org.medchain.contract.storageproof.ReleaseFile;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.experiments.config.UserInputException;
import org.medchain.launcher.WholeFolder;
import org.medchain.node.center.CenterRequest;
import org.medchain.node.transport.RefusedException;

/** What people order, and what hospitals do together, against the chain of PBFT (BASE-4). */
final class PbftAttacks {
  static final double DAY_S = 86_400;

  /** Until an audit of each file was due, and its answer too. */
  private static final int AUDIT_BLOCKS = 160;

  /** Of a day on which four hospitals put a hundred records each, which takes four orders. */
  private static final double DAY_BLOCKS = 1_600;

  private static final List<String> ALL = List.of("n0", "n1", "n2", "n3");
  private static final List<String> ONE = List.of("n3");

  private final PbftRecords chain;
  private final List<RecordEntry> records;
  private final AttackLog log;
  private final NodeAttacks nodes;
  private final Collusion collusion;
  private final RecordEntry first;

  PbftAttacks(PbftRecords chain, List<RecordEntry> records, AttackLog log) {
    this.chain = chain;
    this.records = List.copyOf(records);
    this.log = log;
    nodes = new NodeAttacks(chain, this.records, log);
    first = this.records.getFirst();
    collusion = new Collusion(chain, first, log);
  }

  AttackOutcome carryOut(AttackKind attack)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    return switch (attack) {
      case DISK_DIES -> nodes.lost(false);
      case SITE_DIES -> nodes.lost(true);
      case STALE_BACKUP -> nodes.oldCopy(ONE);
      case RESTORE_OLD_BACKUP -> nodes.oldCopy(ALL);
      case CUT_LOG_TAIL -> nodes.cutTail();
      case EDIT_ON_DISK, REWRITE_AUDIT, REPLACE_DIGESTS -> nodes.edit(attack, ONE);
      case ALTER_ALL_REPLICAS -> nodes.edit(attack, ALL);
      case ALTER -> alter();
      case DELETE -> delete();
      case BACKDATE -> backdate();
      case FALSE_ENTRY -> falseEntry();
      case AUDIT_OFF -> collusion.collude(List.of(0), false);
      case READ_WITHOUT_GRANT -> readUngranted();
      case ERASURE -> erase();
      case STOLEN_ADMIN_KEY -> stolenKey();
      case TWO_HISTORIES, F_COLLUDE -> collusion.lie();
      case SPLIT_VIEW_TWO_WITNESSES -> collusion.collude(List.of(2, 3), false);
      case F_PLUS_ONE_COLLUDE -> collusion.collude(List.of(2, 3), true);
      case SPLIT_VIEW_ONE_WITNESS, MAJORITY_COLLUDES -> collusion.collude(List.of(1, 2, 3), true);
      case SPLIT_VIEW_WITHOUT_WITNESS -> collusion.collude(List.of(0, 1, 2, 3), false);
    };
  }

  /** Whether an order is refused; the reason goes to the log. */
  private boolean refused(String who, boolean doctor, Operation operation)
      throws InterruptedException {
    try {
      var unused = chain.order(who, doctor, operation);
      log.line(who + ": " + operation.type().name() + " is taken");
      return false;
    } catch (IOException e) {
      log.line(who + ": " + operation.type().name() + " is refused: " + e.getMessage());
      return true;
    }
  }

  private AttackOutcome alter() throws IOException, InterruptedException {
    MedicalRecord record = chain.newest(first.id()).kept().record();
    UploadRecord altered = new UploadRecord(record);
    long beganNs = System.nanoTime();
    boolean stranger = refused("patient-x", false, altered);
    boolean all = refused(first.patient(), false, altered) && stranger;
    String center;
    try {
      center = ParticipantSession.reason(ordered(new CenterRequest.LedgerRequest(altered)));
    } catch (IOException e) {
      center = e.getMessage();
    }
    log.line("center's operator: " + center);
    double checkMs = (System.nanoTime() - beganNs) / 1e6;
    Notice notice = all ? new Notice("members", 0, checkMs) : Notice.NOBODY;
    return new AttackOutcome(
        nodes.effect(), notice, true, 0, "no operation alters a record; a second is refused");
  }

  /** By who has the key of the center's operator. */
  private Receipt ordered(CenterRequest order) throws IOException, InterruptedException {
    return chain.people.operator().execute(client -> client.execute(order)).getFirst();
  }

  private AttackOutcome delete() throws UserInputException, IOException, InterruptedException {
    KeptVersion version = chain.newest(first.id());
    PublicKey holder = chain.files.nodeKey(0);
    boolean unused = refused("patient-x", false, new ReleaseFile(version.kept().id(), holder));
    for (String part : List.of("files", "keys")) {
      WholeFolder.delete(chain.files.node(0).resolve("data").resolve(part));
    }
    log.line("the operator of n0 deletes all files and shares that n0 holds");
    Effect effect = nodes.effect();
    long beganNs = System.nanoTime();
    boolean missed = chain.as(first.patient(), false, session -> claims(session, holder));
    double checkMs = (System.nanoTime() - beganNs) / 1e6;
    log.line("the patient's claim that n0 missed an audit is taken: " + missed);
    double waitS = AUDIT_BLOCKS * DAY_S / DAY_BLOCKS;
    Notice notice = missed ? new Notice("patient", waitS, checkMs) : Notice.NOBODY;
    return new AttackOutcome(
        effect, notice, true, 0, "two other holders have the file, three nodes shares");
  }

  /** After an audit was due, of one of the patient's records that the holder had. */
  private boolean claims(ParticipantSession session, PublicKey holder)
      throws IOException, RefusedException, InterruptedException {
    for (int i = 0; i < AUDIT_BLOCKS; i++) {
      var unused = session.order(new Opaque(Bytes.EMPTY));
    }
    for (RecordEntry each : records) {
      Hash record = chain.newest(each.id()).kept().id();
      if (session.order(new ClaimMissed(record, holder)).receipt().succeeded()) {
        return true;
      }
    }
    return false;
  }

  private AttackOutcome backdate() throws IOException, InterruptedException {
    RecordEntry old = like("backdated", first.timestampMs() - 365L * 86_400_000, first.content());
    chain.put(old);
    ThirdPartyProof proof = chain.prove(old.id());
    long beganNs = System.nanoTime();
    long blockMs = chain.history(old.id()).getFirst().sinceMs();
    boolean late = chain.verify(proof) && blockMs - old.timestampMs() > 86_400_000;
    double checkMs = (System.nanoTime() - beganNs) / 1e6;
    log.line("the block's time is later than the visit by more than a day: " + late);
    Notice notice = late ? new Notice("reader", 0, checkMs) : Notice.NOBODY;
    return new AttackOutcome(
        Effect.ADDED,
        notice,
        late,
        0,
        "the visit's date is anybody's word, the block's time is not");
  }

  private RecordEntry like(String id, long timestampMs, Bytes content) {
    return new RecordEntry(
        id, first.patient(), first.author(), first.type(), id, timestampMs, content);
  }

  private AttackOutcome falseEntry() throws IOException, InterruptedException {
    RecordEntry wrong = like("false", first.timestampMs(), Bytes.utf8("never happened"));
    chain.put(wrong);
    boolean proved = chain.verify(chain.prove(wrong.id()));
    log.line("the false record has a proof as good as any: " + proved);
    return new AttackOutcome(
        Effect.ADDED, Notice.NOBODY, false, 0, "nothing compares a record with the visit");
  }

  private AttackOutcome readUngranted() throws IOException, InterruptedException {
    boolean refused = chain.read(first.id(), "doctor-x").isEmpty();
    log.line("a read for treatment is refused: " + refused);
    Hash record = chain.newest(first.id()).kept().id();
    boolean opened = opens("doctor-x", true, record, Purpose.BTG);
    log.line("a doctor that calls it an emergency gets the key: " + opened);
    long beganNs = System.nanoTime();
    List<AccessEntry> lines =
        chain.as(
            first.patient(),
            false,
            session -> {
              session.advance();
              ConsentState state = new ConsentState(session.light(), session.participant());
              return state.lines(state.trail());
            });
    double checkMs = (System.nanoTime() - beganNs) / 1e6;
    long seen = lines.stream().filter(each -> each.record().equals(record)).count();
    log.line("lines of it in the patient's access log: " + seen);
    Effect effect = opened || !refused ? Effect.DISCLOSED : Effect.KEPT;
    Notice notice = seen > 0 ? new Notice("patient", DAY_S, checkMs) : Notice.NOBODY;
    return new AttackOutcome(
        effect, notice, seen > 0, 0, "refused, unless a doctor breaks the glass; both are logged");
  }

  /** Whether a read is granted, and the shares of its key come. */
  private boolean opens(String who, boolean doctor, Hash record, Purpose purpose)
      throws InterruptedException {
    try {
      return chain.as(who, doctor, session -> opens(session, record, purpose));
    } catch (IOException e) {
      log.line(who + ": " + e.getMessage());
      return false;
    }
  }

  private static boolean opens(ParticipantSession session, Hash record, Purpose purpose)
      throws IOException, RefusedException, InterruptedException {
    Output.Accepted told = session.order(new ReadRecord(record, purpose));
    long unusedPrice = KeySharing.price(told.receipt());
    return new KeySharing(session).collect(record, told).record().id().equals(record);
  }

  private AttackOutcome erase() throws IOException, InterruptedException {
    RecordEntry last = records.getLast();
    KeptVersion version = chain.newest(last.id());
    Hash record = version.kept().id();
    chain.grant(last.id(), "doctor-y");
    RecordErasure.Erased erased =
        chain.as(last.patient(), false, session -> new RecordErasure(session, record).run());
    log.line("nodes without a share: " + erased.nodes() + ", not erased: " + erased.left().size());
    boolean gone = !opens("doctor-y", true, record, Purpose.TREAT);
    log.line("a reader with a grant gets no key any more: " + gone);
    boolean entry = collusion.holds(0, record.toBytes());
    log.line("its sealed entry is still in n0's store: " + entry);
    return new AttackOutcome(
        gone ? Effect.ERASED : Effect.KEPT,
        Notice.NOBODY,
        true,
        1,
        "left: the sealed entry and its consents on each node's ledger, and nodes' backups");
  }

  /** The thief has the center give a patient's account to a key of his own. */
  private AttackOutcome stolenKey()
      throws UserInputException, IOException, RefusedException, InterruptedException {
    RecordEntry robbed = records.get(1);
    MedicalRecord record = chain.newest(robbed.id()).kept().record();
    PublicKey patient = chain.as(robbed.patient(), false, ParticipantSession::participant);
    ParticipantFolder thief = chain.people.folder("thief", false);
    thief.createFolders();
    NetworkFiles.of(thief).copy(chain.files);
    IdentityEnrolment enrolment = new IdentityEnrolment(thief, Role.PATIENT, new char[0]);
    CenterConnection center = chain.people.operator();
    enrolment.certify(center, KeyHandover.invite(center, enrolment.card().certificateName()));
    var unused =
        ordered(
            new CenterRequest.ReplaceKeyRequest(
                patient, enrolment.card().key(), RevocationReason.SUPERSEDED));
    chain.sessions.use(
        thief,
        session -> {
          BalanceTold told =
              (BalanceTold) MedicalModules.events(session.require(new AskBalance())).getFirst();
          thief.write(enrolment.card().asRegistered(told.key()));
        });
    chain.sessions.close(); // the card is read when a session begins
    boolean[] opened = new boolean[1];
    chain.sessions.use(thief, session -> opened[0] = opens(session, record.id(), Purpose.PATRQT));
    log.line("the thief reads as the patient: " + opened[0]);
    long beganNs = System.nanoTime();
    boolean locked = refused(robbed.patient(), false, new AskBalance());
    double checkMs = (System.nanoTime() - beganNs) / 1e6;
    return new AttackOutcome(
        opened[0] ? Effect.DISCLOSED : Effect.KEPT,
        locked ? new Notice("patient", DAY_S, checkMs) : Notice.NOBODY,
        true,
        1,
        "records stay as they are, but the center can give a patient's account to another key");
  }
}
