/** What mathematics says about the protocols, in closed form. Depends on nothing of medchain. */
package org.medchain.comparison.theory;
