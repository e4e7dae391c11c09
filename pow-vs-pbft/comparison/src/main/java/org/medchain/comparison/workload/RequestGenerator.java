package org.medchain.comparison.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.comparison.config.MixConfig;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;

/**
 * Makes the requests of a trial one by one, in the proportions of a mix (CMP-11). A request refers
 * to records of the same client only; where nothing is there to refer to, a record is uploaded
 * instead.
 */
final class RequestGenerator {
  private final SyntheticRecords dataset;
  private final ChainParticipants participants;
  private final MixConfig mix;
  private final long recordPrice;
  private final UniformRandomProvider random;
  private final List<ClientPlan> clients = new ArrayList<>();
  private final RequestSenders senders;

  /** How many records of the dataset were uploaded in its own order. */
  private int uploads;

  private int consents;

  RequestGenerator(
      SyntheticRecords dataset,
      ChainParticipants participants,
      MixConfig mix,
      long recordPrice,
      SignatureScheme scheme,
      Hash chain,
      long lag,
      UniformRandomProvider random) {
    this.dataset = dataset;
    this.participants = participants;
    this.mix = mix;
    this.recordPrice = recordPrice;
    this.senders = new RequestSenders(scheme, chain);
    this.random = random;
    for (int client = 0; client < participants.institutions(); client++) {
      clients.add(new ClientPlan(new RecordQueue(participants), lag));
    }
    for (SyntheticRecord each : dataset.records()) {
      clients.get(clientOf(each)).records.add(each);
    }
  }

  private int clientOf(SyntheticRecord each) {
    return participants.clientOf(participants.patient(each.patient()).publicKey());
  }

  /** The next request of all, from the client whose record is the next in the dataset's order. */
  Transaction next() {
    SyntheticRecord nextRecord = dataset.records().get(uploads % dataset.records().size());
    return make(clientOf(nextRecord), mix.judge());
  }

  /** The next request that {@code client} sends itself. */
  Transaction next(int client) {
    // The regulatory centre sits at one client, so that client sends all its operations.
    boolean atCenter = client == participants.clientOf(participants.center().publicKey());
    return make(client, atCenter ? mix.judge() * clients.size() : 0);
  }

  private Transaction make(int client, double judge) {
    ClientPlan plan = clients.get(client);
    plan.made++;
    return plan.offered
        .takeReady(plan.made, random)
        .map(upload -> demand(client, upload))
        .or(() -> drawn(client, judge))
        .orElseGet(() -> upload(plan));
  }

  /** A request of a kind drawn from the mix; none if that is an upload or nothing can be done. */
  private Optional<Transaction> drawn(int client, double judge) {
    ClientPlan plan = clients.get(client);
    double at =
        random.nextDouble() * (mix.query() + mix.grant() + judge + mix.agreement() + mix.upload());
    if (at < mix.query()) {
      return plan.granted.peekReady(plan.made, random).map(upload -> query(client, upload));
    }
    at -= mix.query();
    if (at < mix.grant()) {
      return plan.untouched.takeReady(plan.made, random).map(upload -> grant(client, upload));
    }
    at -= mix.grant();
    if (at < judge) {
      return plan.untouched.takeReady(plan.made, random).map(this::judge);
    }
    at -= judge;
    return at < mix.agreement()
        ? plan.takeUnoffered(random).map(upload -> offer(plan, upload))
        : Optional.empty();
  }

  private Transaction upload(ClientPlan plan) {
    uploads++;
    RecordQueue.QueuedRecord next = plan.records.next();
    MedicalRecord record = next.record();
    plan.untouched.add(
        plan.later(), new PlannedUpload(record.id(), next.patient(), record.digest().type()));
    return senders.sign(participants.patient(next.patient()), new UploadRecord(record));
  }

  private Transaction query(int client, PlannedUpload upload) {
    ReadRecord read = new ReadRecord(upload.id(), Purpose.HRESCH);
    return senders.sign(participants.institution(client), read);
  }

  private Transaction grant(int client, PlannedUpload upload) {
    ClientPlan plan = clients.get(client);
    plan.granted.add(plan.later(), upload);
    PublicKey owner = participants.patient(upload.patient()).publicKey();
    PublicKey reader = participants.institution(client).publicKey();
    IssueDirective consent = RequestSenders.consent(owner, reader, Purpose.HRESCH, consents++);
    return senders.sign(participants.patient(upload.patient()), consent);
  }

  private Transaction judge(PlannedUpload upload) {
    return senders.sign(participants.center(), new JudgeRecord(upload.id()));
  }

  private Transaction offer(ClientPlan plan, PlannedUpload upload) {
    plan.offered.add(plan.later(), upload);
    return senders.sign(
        participants.patient(upload.patient()),
        new OfferRecords(upload.type(), recordPrice, List.of(upload.id())));
  }

  private Transaction demand(int client, PlannedUpload upload) {
    PublicKey provider = participants.patient(upload.patient()).publicKey();
    return senders.sign(
        participants.institution(client),
        new DemandRecords(provider, upload.type(), 1, recordPrice));
  }
}
