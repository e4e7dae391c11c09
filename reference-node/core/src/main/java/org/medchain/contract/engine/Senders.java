package org.medchain.contract.engine;

import java.util.List;

/**
 * The roles that may send an operation.
 *
 * @param roles whose orders are executed; those of other roles are refused as {@link
 *     Outcome#NOT_ALLOWED}, before the state is read
 * @param clients of these roles offer the operation (APP-1): the other senders could only be
 *     refused, or have other tools
 */
public record Senders(List<Role> roles, List<Role> clients) {
  private static final List<Role> ALL = List.of(Role.values());
  private static final List<Role> PARTICIPANTS =
      List.of(Role.PATIENT, Role.DOCTOR, Role.HOSPITAL, Role.INSTITUTION);

  /** The regulatory center alone. */
  public static final Senders CENTER = new Senders(List.of(Role.REGULATORY_CENTER), List.of());

  /** All roles, by any client. */
  public static final Senders ANYBODY = new Senders(ALL, PARTICIPANTS);

  /** All roles but the regulatory center. */
  public static final Senders PARTICIPANT = new Senders(PARTICIPANTS, PARTICIPANTS);

  /** Copies the lists. */
  public Senders {
    roles = List.copyOf(roles);
    clients = List.copyOf(clients);
  }

  /** These roles, by their clients. */
  public static Senders of(Role... roles) {
    return new Senders(List.of(roles), List.of(roles));
  }

  /** All roles, if the state allows it; only clients of these roles offer it. */
  public static Senders anybodyByClientsOf(Role... roles) {
    return new Senders(ALL, List.of(roles));
  }
}
