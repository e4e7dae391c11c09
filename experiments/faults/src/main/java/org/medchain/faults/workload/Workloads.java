package org.medchain.faults.workload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.medchain.contract.engine.Role;

/** All workloads, one a line. */
public final class Workloads {
  private static final List<Workload> ALL =
      List.of(
          new Workload(
              "register", Workloads::readers, (keys, rules, draw) -> new RegisterRun(draw)),
          new Workload("set", Workloads::readers, (keys, rules, draw) -> new SetRun(draw)),
          new Workload("append", Workloads::readers, (keys, rules, draw) -> new AppendRun(draw)),
          new Workload(
              "bank",
              Workloads::doctorAndPatients,
              (keys, rules, draw) -> new PointsRun(new PatientRecords(keys), rules.points(), draw)),
          new Workload(
              "consent",
              Workloads::patientsAndReaders,
              (keys, rules, draw) -> new ConsentRun(new PatientRecords(keys), draw)),
          new Workload(
              "record",
              Workloads::doctorAndPatients,
              (keys, rules, draw) -> new RecordRun(keys, draw)));

  private Workloads() {}

  /** In the order in which to show them. */
  public static List<Workload> all() {
    return ALL;
  }

  /** The one of this name. */
  public static Optional<Workload> of(String name) {
    return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  private static List<Role> readers(int workers) {
    return Collections.nCopies(workers, Role.RESEARCH);
  }

  /** The first is the doctor of all records. */
  private static List<Role> doctorAndPatients(int workers) {
    List<Role> roles = new ArrayList<>(Collections.nCopies(workers, Role.PATIENT));
    roles.set(0, Role.DOCTOR);
    return roles;
  }

  /** The same, where of the others every second is a patient. */
  private static List<Role> patientsAndReaders(int workers) {
    List<Role> roles = doctorAndPatients(workers);
    for (int worker = 1; worker < workers; worker += 2) {
      roles.set(worker, Role.RESEARCH);
    }
    return roles;
  }
}
