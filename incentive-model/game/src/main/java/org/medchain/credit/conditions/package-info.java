/**
 * The conditions T1 to T21 for honest sharing (GAME-12, GAME-14), a record each with claim,
 * assumptions and closed form; {@code incentive-model/conditions.md} states them. Begin with {@link
 * org.medchain.credit.conditions.Condition}; {@link org.medchain.credit.conditions.Conditions}
 * lists them.
 */
package org.medchain.credit.conditions;
