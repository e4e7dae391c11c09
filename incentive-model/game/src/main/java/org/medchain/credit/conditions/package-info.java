/** The conditions T1 to T21 for honest sharing, and whether each holds (GAME-12, GAME-14). */
package org.medchain.credit.conditions;
