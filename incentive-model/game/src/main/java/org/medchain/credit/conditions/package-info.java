/**
 * The conditions T1 to T21 for honest sharing (GAME-12, GAME-14): {@code conditions.yaml} has their
 * claims and assumptions, a function each is their closed form; {@code
 * incentive-model/conditions.md} states them. Begin with {@link
 * org.medchain.credit.conditions.Condition}; {@link org.medchain.credit.conditions.Conditions}
 * lists them.
 */
package org.medchain.credit.conditions;
