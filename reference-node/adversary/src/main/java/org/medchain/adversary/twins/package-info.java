/** Twins (Bano et al. 2021). */
package org.medchain.adversary.twins;
