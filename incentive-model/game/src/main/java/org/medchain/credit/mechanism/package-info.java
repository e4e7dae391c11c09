/** Changes to the paper's scheme, each switchable (GAME-16). */
package org.medchain.credit.mechanism;
