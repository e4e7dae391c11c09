/**
 * The conditions T1 to T21 for honest sharing (GAME-12, GAME-14); {@code
 * incentive-model/conditions.md} states them.
 */
package org.medchain.credit.conditions;
