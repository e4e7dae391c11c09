package org.medchain.claims.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.medchain.claims.ledger.CertifiedLedger.MemberCertificates;
import org.medchain.comparison.workload.SyntheticRecord;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.contract.Genesis;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.data.Difficulty;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.incentive.IncentiveRules;

/** The participants of a chain that an experiment makes itself. */
record ChainCast(
    SignatureScheme scheme,
    KeyPair center,
    List<KeyPair> patients,
    List<KeyPair> doctors,
    List<KeyPair> hospitals,
    List<KeyPair> institutions,
    List<KeyPair> nodes) {
  /** W of the chains made here: a header has the roots of four heights before. */
  private static final int WINDOW = 4;

  private static final long CLOCK_TOLERANCE_MS = 10_000;

  /** Few of each role, so that what is drawn at random meets. */
  static ChainCast of(SignatureScheme scheme, long seed, int nodes) {
    return new ChainCast(
        scheme,
        keys(scheme, seed, "center", 1).getFirst(),
        keys(scheme, seed, "patient", 3),
        keys(scheme, seed, "doctor", 2),
        keys(scheme, seed, "hospital", 2),
        keys(scheme, seed, "institution", 3),
        keys(scheme, seed, "node", nodes));
  }

  private static List<KeyPair> keys(SignatureScheme scheme, long seed, String role, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            number -> new Encoder().text("medchain/claims").int64(seed).text(role).int32(number))
        .map(name -> scheme.keyPair(Hash.of(name.toBytes()).toBytes()))
        .toList();
  }

  /** All who may send: the participants, and the center last. */
  List<KeyPair> senders() {
    List<KeyPair> all = new ArrayList<>(patients);
    all.addAll(doctors);
    all.addAll(hospitals);
    all.addAll(institutions);
    all.add(center);
    return all;
  }

  /** The beginning of a chain on which all participants are registered. */
  Genesis genesis(Difficulty difficulty, IncentiveRules rules, long timestampMs) {
    List<Participant> registered = new ArrayList<>();
    patients.forEach(each -> registered.add(new Participant(each.publicKey(), Role.PATIENT)));
    // Where all doctors work: none of those that may leave.
    Hash practice = Hash.of(center.publicKey().value());
    PublicKey at = scheme.keyPair(practice.toBytes()).publicKey();
    registered.add(new Participant(at, Role.TOWNSHIP_HEALTH_CENTER));
    doctors.forEach(each -> registered.add(Participant.of(each.publicKey(), Role.DOCTOR, at)));
    hospitals.forEach(each -> registered.add(new Participant(each.publicKey(), Role.HOSPITAL)));
    institutions.forEach(each -> registered.add(new Participant(each.publicKey(), Role.RESEARCH)));
    Genesis.Terms terms =
        new Genesis.Terms(
            timestampMs,
            nodes.stream().map(KeyPair::publicKey).toList(),
            WINDOW,
            difficulty,
            CLOCK_TOLERANCE_MS,
            center.publicKey(),
            rules);
    return new Genesis(terms, registered);
  }

  /** A record of the data set, as one of these patients has it from one of these doctors. */
  MedicalRecord record(SyntheticRecord from, KeyPair patient, KeyPair doctor) {
    return new MedicalRecord(
        patient.publicKey(),
        new MedicalRecord.MetadataBlock(doctor.publicKey(), from.path(), from.sha256()),
        new MedicalRecord.DigestBlock(
            from.timestampMs(), doctor.publicKey(), from.description(), from.type()));
  }

  QuorumCertificate certificate(Hash chain, Header header, List<KeyPair> signers) {
    return MemberCertificates.of(scheme, chain, header, signers);
  }
}
