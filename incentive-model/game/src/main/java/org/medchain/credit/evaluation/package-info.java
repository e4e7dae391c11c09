/** What each mechanism gains (GAME-16). */
package org.medchain.credit.evaluation;
