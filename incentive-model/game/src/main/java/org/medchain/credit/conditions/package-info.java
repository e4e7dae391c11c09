/**
 * The conditions T1 to T21 for honest sharing (GAME-12, GAME-14): each is one record that says what
 * it claims, what it assumes, and what its closed form gives; the tests find the same by a second
 * method. {@link org.medchain.credit.conditions.Conditions} lists them; {@code
 * incentive-model/conditions.md} derives them. Begin with {@link
 * org.medchain.credit.conditions.Condition}.
 */
package org.medchain.credit.conditions;
