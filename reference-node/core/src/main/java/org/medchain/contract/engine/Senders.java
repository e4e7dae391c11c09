package org.medchain.contract.engine;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

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
  private static final List<Role> PARTICIPANTS = allBut(Role.REGULATORY_CENTER);

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

  /** All roles but one. */
  public static List<Role> allBut(Role one) {
    return Arrays.stream(Role.values()).filter(each -> each != one).toList();
  }

  /** These roles, by their clients. */
  public static Senders of(Role... roles) {
    return new Senders(List.of(roles), List.of(roles));
  }

  /** The roles that have a duty, and these, by their clients. */
  public static Senders of(Role.Duty duty, Role... more) {
    List<Role> roles = Stream.concat(Role.with(duty).stream(), Stream.of(more)).toList();
    return new Senders(roles, roles);
  }

  /** All roles, if the state allows it; only clients of these roles offer it. */
  public static Senders anybodyByClientsOf(Role... roles) {
    return new Senders(ALL, List.of(roles));
  }

  /** The same for the clients of roles that have a duty, and of these. */
  public static Senders anybodyByClientsOf(Role.Duty duty, Role... more) {
    return new Senders(ALL, of(duty, more).clients());
  }
}
