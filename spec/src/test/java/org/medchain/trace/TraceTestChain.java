package org.medchain.trace;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.StateMachine;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.incentive.PointRules;
import org.medchain.network.Membership;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.host.SharedContexts;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.RequestArrival;
import org.medchain.simulation.model.SymbolicSignatures;

/** A small chain with everything that a run needs: two patients who upload synthetic records. */
final class TraceTestChain {
  static final long MS = 1_000_000;

  private static final long GENESIS_MS = 1_600_000_000_000L;
  private static final int PATIENTS = 2;

  private final SymbolicSignatures scheme = new SymbolicSignatures();
  private final List<KeyPair> nodes = new ArrayList<>();
  private final List<KeyPair> patients = new ArrayList<>();
  private final KeyPair doctor = scheme.keyPair(seed("doctor", 0));
  private final KeyPair center = scheme.keyPair(seed("center", 0));
  private final TracedRunPlan plan;
  private final Genesis genesis;

  TraceTestChain(TracedRunPlan plan) {
    this.plan = plan;
    for (int i = 0; i < plan.members() + plan.spares(); i++) {
      nodes.add(scheme.keyPair(seed("node", i)));
    }
    List<Participant> participants = new ArrayList<>();
    PublicKey clinic = scheme.keyPair(seed("clinic", 0)).publicKey();
    participants.add(new Participant(clinic, Role.HOSPITAL));
    participants.add(Participant.of(doctor.publicKey(), Role.DOCTOR, clinic));
    for (int i = 0; i < PATIENTS; i++) {
      patients.add(scheme.keyPair(seed("patient", i)));
      participants.add(new Participant(patients.get(i).publicKey(), Role.PATIENT));
    }
    Genesis.Terms terms =
        new Genesis.Terms(
            GENESIS_MS,
            nodes.stream().limit(plan.members()).map(KeyPair::publicKey).toList(),
            plan.window(),
            Difficulty.NONE,
            10_000,
            center.publicKey(),
            new PointRules(100, 10, 25, 7, 8_000));
    genesis = new Genesis(terms, participants);
  }

  private static Bytes seed(String name, int index) {
    return Hash.of(new Encoder().text(name).int32(index).toBytes()).toBytes();
  }

  List<KeyPair> nodes() {
    return nodes;
  }

  Genesis genesis() {
    return genesis;
  }

  Membership members() {
    return genesis.membership();
  }

  StateMachine state() {
    return new MedicalContract(genesis);
  }

  PbftParameters parameters() {
    return new PbftParameters(
        genesis.chainParameters(),
        new BatchLimits(1, 1 << 16, 2 * MS),
        300 * MS,
        150 * MS,
        1_000,
        plan.interval());
  }

  Cluster cluster() {
    return new Cluster(
        genesis.chainParameters(),
        scheme,
        nodes,
        Pbft.of(parameters(), members(), 1_000 * MS, new SharedContexts()),
        executor -> new MedicalContract(genesis, executor));
  }

  /** Patients in turn upload; in the middle the center changes the members, if that is planned. */
  Load load() {
    List<RequestArrival> arrivals = new ArrayList<>();
    for (int i = 0; i < plan.uploads(); i++) {
      long atNs = 10 * MS + i * plan.pauseMs() * MS;
      if (i == 1 && plan.spares() > 0) {
        Operations ofCenter = new Operations(scheme, genesis.chain(), center);
        MemberChange joins =
            new MemberChange.Add(nodes.get(plan.members()).publicKey(), Role.RESEARCH);
        arrivals.add(
            new RequestArrival(atNs, PATIENTS, ofCenter.sign(1, new ChangeMembers(joins))));
      }
      KeyPair patient = patients.get(i % PATIENTS);
      Operations operations = new Operations(scheme, genesis.chain(), patient);
      int sequence = 1 + i / PATIENTS;
      arrivals.add(
          new RequestArrival(
              atNs, i % PATIENTS, operations.sign(sequence, new UploadRecord(record(patient, i)))));
    }
    return new Load.Open(arrivals);
  }

  private MedicalRecord record(KeyPair patient, int number) {
    return new MedicalRecord(
        patient.publicKey(),
        new MedicalRecord.MetadataBlock(
            doctor.publicKey(), "synthetic/" + number, Hash.of(seed("file", number))),
        new MedicalRecord.DigestBlock(GENESIS_MS, doctor.publicKey(), "synthetic", "observation"));
  }
}
