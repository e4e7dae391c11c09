package org.medchain.claims.contracts;

import java.util.ArrayList;
import java.util.List;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.simulation.model.SymbolicSignatures;

/** The parties of one scenario. */
public final class ScenarioCast {
  private static final int NODES = 4;
  private static final long RECORDED_MS = 1_500_000_000_000L;

  public final SymbolicSignatures scheme = new SymbolicSignatures();
  private final long seed;
  public final KeyPair center;
  public final List<KeyPair> nodes;
  public final List<KeyPair> patients;
  public final List<KeyPair> doctors;
  public final List<KeyPair> hospitals;
  public final List<KeyPair> institutions;

  /** Where all doctors work; it orders nothing. */
  private final KeyPair practice;

  private int keysMade;

  public ScenarioCast(long seed, int patients, int doctors, int hospitals, int institutions) {
    this.seed = seed;
    this.center = newKeys();
    this.nodes = keys(NODES);
    this.patients = keys(patients);
    this.doctors = keys(doctors);
    this.hospitals = keys(hospitals);
    this.institutions = keys(institutions);
    this.practice = newKeys();
  }

  private List<KeyPair> keys(int count) {
    List<KeyPair> keys = new ArrayList<>();
    for (int each = 0; each < count; each++) {
      keys.add(newKeys());
    }
    return List.copyOf(keys);
  }

  /** The keys of one who is not registered yet. */
  public KeyPair newKeys() {
    Encoder name = new Encoder().text("claim scenario").int64(seed).int32(keysMade++);
    return scheme.keyPair(Hash.of(name.toBytes()).toBytes());
  }

  /** All who are registered by the genesis block. */
  public List<Participant> participants() {
    List<Participant> all = new ArrayList<>();
    patients.forEach(each -> all.add(new Participant(each.publicKey(), Role.PATIENT)));
    PublicKey at = practice.publicKey();
    all.add(new Participant(at, Role.TOWNSHIP_HEALTH_CENTER));
    doctors.forEach(each -> all.add(Participant.of(each.publicKey(), Role.DOCTOR, at)));
    hospitals.forEach(each -> all.add(new Participant(each.publicKey(), Role.HOSPITAL)));
    institutions.forEach(each -> all.add(new Participant(each.publicKey(), Role.RESEARCH)));
    return all;
  }

  /** A synthetic record of a patient; the number makes it another one, and names its doctor. */
  public MedicalRecord medicalRecord(KeyPair patient, String type, int number) {
    KeyPair doctor = doctors.get(number % doctors.size());
    Hash file = Hash.of(new Encoder().text("synthetic file").int32(number).toBytes());
    return new MedicalRecord(
        patient.publicKey(),
        new MedicalRecord.MetadataBlock(doctor.publicKey(), "synthetic/" + number, file),
        new MedicalRecord.DigestBlock(RECORDED_MS, doctor.publicKey(), "synthetic", type));
  }

  /** A record that a scenario uploads. */
  public record ScenarioRecord(Hash id, KeyPair owner, String type) {}
}
