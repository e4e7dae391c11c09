package org.medchain.comparison.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.contract.attestation.AttestRecord;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.QuoteQuery;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.Register;
import org.medchain.contract.storageproof.EntrustFile;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.RequestId;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.RequestArrival;

/**
 * The requests of a day on a trial's chain (CMP-55): what its steps have ordered. Files are not
 * there: a file is entrusted by its root, and nobody accepts it. What a client could be told
 * without ordering is ordered, so that the chain has each answer (CMP-9).
 */
public final class DayRequests {
  /** Open requests of the center, fewer than a sender may have (CONS-13). */
  private static final int REGISTRATIONS_UNDER_WAY = 256;

  private final DayPlan plan;
  private final SyntheticRecords records;
  private final ChainParticipants participants;
  private final RequestSenders senders;
  private final List<RequestArrival> arrivals = new ArrayList<>();
  private final Map<RequestId, DayRequest> requests = new LinkedHashMap<>();
  private final List<RequestId> registrations = new ArrayList<>();
  private final List<List<RequestId>> byStep = new ArrayList<>();

  /**
   * What a request belongs to.
   *
   * @param kind of the step
   * @param visit its number
   */
  public record DayRequest(DayStepKind kind, int visit) {}

  /**
   * Signs all of them.
   *
   * @param records the plan's dataset in the chain's form
   */
  public DayRequests(
      DayPlan plan,
      SyntheticRecords records,
      ChainParticipants participants,
      SignatureScheme scheme,
      Hash chain) {
    this.plan = plan;
    this.records = records;
    this.participants = participants;
    this.senders = new RequestSenders(scheme, chain);
    plan.steps().forEach(this::add);
  }

  /** The load. */
  public Load.Open load() {
    return new Load.Open(arrivals);
  }

  /** What each request belongs to, in the order of the load. */
  public Map<RequestId, DayRequest> requests() {
    return new LinkedHashMap<>(requests);
  }

  /** When a visit begins, in ns from the load's beginning. */
  public List<Long> visitStartsNs() {
    return plan.visits().stream().map(DayVisit::startNs).toList();
  }

  private void add(PlannedStep step) {
    List<RequestId> after = new ArrayList<>();
    step.after().forEach(each -> after.addAll(byStep.get(each)));
    List<RequestId> own = new ArrayList<>();
    if (step.kind() == DayStepKind.REGISTER) {
      if (registrations.size() >= REGISTRATIONS_UNDER_WAY) {
        after.add(registrations.get(registrations.size() - REGISTRATIONS_UNDER_WAY));
      }
      Participant joining =
          step.doctor()
              ? participants.doctorOf(step.person())
              : new Participant(keys(step).publicKey(), Role.PATIENT);
      Transaction request = senders.sign(participants.center(), new Register(joining));
      registrations.add(add(step, participants.center(), request, after));
      own.add(registrations.getLast());
    } else {
      for (Operation each : operations(step)) {
        Transaction request = senders.sign(keys(step), each);
        own.add(add(step, keys(step), request, after));
      }
    }
    byStep.add(List.copyOf(own));
  }

  private RequestId add(
      PlannedStep step, KeyPair sender, Transaction request, List<RequestId> after) {
    int client = participants.clientOf(sender.publicKey());
    arrivals.add(new RequestArrival(step.atNs(), client, request, false, after));
    requests.put(request.request(), new DayRequest(step.kind(), step.visit()));
    return request.request();
  }

  private List<Operation> operations(PlannedStep step) {
    SyntheticRecord synthetic = records.records().get(step.visit());
    MedicalRecord record = RecordQueue.onChain(participants, synthetic, synthetic.path());
    Hash id = record.id();
    return switch (step.kind()) {
      case REGISTER -> throw new IllegalStateException("the center registers");
      case UPLOAD -> List.of(new UploadRecord(record));
      case ENTRUST ->
          participants.hospitals().stream()
              .map(each -> (Operation) new EntrustFile(id, each.publicKey(), synthetic.sha256(), 1))
              .toList();
      case ATTEST -> List.of(new AttestRecord(id));
      case GRANT -> {
        KeyPair reader = participants.doctor(plan.visits().get(step.visit()).reader());
        yield List.of(
            RequestSenders.consent(
                record.patient(), reader.publicKey(), Purpose.TREAT, step.visit()));
      }
      case READ -> List.of(new ReadRecord(id, Purpose.TREAT));
      case LOCATE -> List.of(new QuoteQuery(id));
    };
  }

  private KeyPair keys(PlannedStep step) {
    return step.doctor() ? participants.doctor(step.person()) : participants.patient(step.person());
  }
}
