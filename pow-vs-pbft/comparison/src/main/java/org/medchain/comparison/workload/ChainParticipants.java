package org.medchain.comparison.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;

/**
 * All participants with a key on a trial's chain: the dataset's patients and doctors, one
 * institution for each client, the regulatory centre and the consensus nodes (CMP-11). A key
 * follows from the dataset, the trial's seed, the role and the name, so no key is ever stored.
 */
public final class ChainParticipants {
  /** Holders of each file (decision 0155). */
  private static final int HOSPITALS = 3;

  private final SignatureScheme scheme;
  private final Hash dataset;
  private final long seed;
  private final boolean registersLater;
  private final Map<String, KeyPair> patients = new LinkedHashMap<>();
  private final Map<String, KeyPair> doctors = new LinkedHashMap<>();
  private final List<KeyPair> institutions = new ArrayList<>();
  private final List<KeyPair> hospitals = new ArrayList<>();
  private final List<KeyPair> nodes = new ArrayList<>();
  private final KeyPair center;

  /** Where all doctors work. */
  private final KeyPair practice;

  private final KeyPair doubleSpender;
  private final Map<PublicKey, KeyPair> bySender = new LinkedHashMap<>();
  private final Map<PublicKey, Integer> clients = new LinkedHashMap<>();

  /**
   * Makes all keys.
   *
   * @param nodeCount number of consensus nodes
   * @param clientCount number of client machines, which patients and institutions are spread over
   */
  public ChainParticipants(
      SignatureScheme scheme, SyntheticRecords records, long seed, int nodeCount, int clientCount) {
    this(scheme, records, records.doctors(), seed, nodeCount, clientCount, false);
  }

  /**
   * The participants of a day (CMP-55): patients and doctors are registered in it, doctors send
   * requests as well, and there are hospitals to entrust files to.
   */
  public static ChainParticipants ofDay(
      SignatureScheme scheme, DayPlan day, long seed, int nodeCount, int clientCount) {
    return new ChainParticipants(
        scheme, day.dataset(), day.doctors(), seed, nodeCount, clientCount, true);
  }

  private ChainParticipants(
      SignatureScheme scheme,
      SyntheticRecords records,
      List<String> doctorNames,
      long seed,
      int nodeCount,
      int clientCount,
      boolean registersLater) {
    this.scheme = scheme;
    this.dataset = records.id();
    this.seed = seed;
    this.registersLater = registersLater;
    for (int hospital = 0; registersLater && hospital < HOSPITALS; hospital++) {
      hospitals.add(keys("hospital", Integer.toString(hospital)));
    }
    records.patients().forEach(name -> patients.put(name, keys("patient", name)));
    doctorNames.forEach(name -> doctors.put(name, keys("doctor", name)));
    for (int client = 0; client < clientCount; client++) {
      institutions.add(keys("institution", Integer.toString(client)));
    }
    for (int node = 0; node < nodeCount; node++) {
      nodes.add(keys("node", Integer.toString(node)));
    }
    center = keys("center", "");
    practice = keys("practice", "");
    doubleSpender = keys("spender", "");
    assignClients(clientCount);
    patients.values().forEach(each -> bySender.put(each.publicKey(), each));
    doctors.values().forEach(each -> bySender.put(each.publicKey(), each));
    institutions.forEach(each -> bySender.put(each.publicKey(), each));
    List.of(center, doubleSpender).forEach(each -> bySender.put(each.publicKey(), each));
  }

  private KeyPair keys(String role, String name) {
    Encoder identity =
        new Encoder().text("medchain/key").hash(dataset).int64(seed).text(role).text(name);
    return scheme.keyPair(Hash.of(identity.toBytes()).toBytes());
  }

  private void assignClients(int clientCount) {
    // In turn, so that each client machine serves as many patients as the next.
    patients.values().forEach(each -> clients.put(each.publicKey(), clients.size() % clientCount));
    for (int client = 0; client < clientCount; client++) {
      clients.put(institutions.get(client).publicKey(), client);
    }
    clients.put(center.publicKey(), 0);
    if (registersLater) {
      doctors.values().forEach(each -> clients.put(each.publicKey(), clients.size() % clientCount));
    }
  }

  /** The keys of the patient of this name. */
  public KeyPair patient(String name) {
    return patients.get(name);
  }

  /** The keys of the doctor of this name. */
  public KeyPair doctor(String name) {
    return doctors.get(name);
  }

  /** The institution that uses client {@code client}. */
  public KeyPair institution(int client) {
    return institutions.get(client);
  }

  /** The hospitals of a day. */
  public List<KeyPair> hospitals() {
    return List.copyOf(hospitals);
  }

  /** Number of institutions, which is that of clients. */
  public int institutions() {
    return institutions.size();
  }

  /** The regulatory centre's keys. */
  public KeyPair center() {
    return center;
  }

  /** A patient of no client: the double spender. */
  public KeyPair doubleSpender() {
    return doubleSpender;
  }

  /** The consensus nodes' keys in the order that numbers them. */
  public List<KeyPair> nodes() {
    return List.copyOf(nodes);
  }

  /** The keys of the sender with this name. */
  public KeyPair senderKeys(PublicKey sender) {
    return bySender.get(sender);
  }

  /** The client machine that sends this sender's requests and gets the replies. */
  public int clientOf(PublicKey sender) {
    return clients.get(sender);
  }

  /** Which client each sender uses, in a fixed order. */
  public Map<PublicKey, Integer> clients() {
    return new LinkedHashMap<>(clients);
  }

  /** The participants in the genesis state: patients, doctors and institutions; hospitals. */
  public List<Participant> registered() {
    List<Participant> registered = new ArrayList<>();
    if (!registersLater) {
      patients.values().forEach(k -> registered.add(new Participant(k.publicKey(), Role.PATIENT)));
      doctors.keySet().forEach(name -> registered.add(doctorOf(name)));
    }
    hospitals.forEach(k -> registered.add(new Participant(k.publicKey(), Role.HOSPITAL)));
    institutions.forEach(k -> registered.add(new Participant(k.publicKey(), Role.RESEARCH)));
    registered.add(new Participant(practice.publicKey(), Role.TOWNSHIP_HEALTH_CENTER));
    return registered;
  }

  /** The doctor of this name, at the health center of all doctors. */
  public Participant doctorOf(String name) {
    return Participant.of(doctor(name).publicKey(), Role.DOCTOR, practice.publicKey());
  }
}
