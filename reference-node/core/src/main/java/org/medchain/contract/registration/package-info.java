/** Registration (paper §4 (1); CON-5, CON-22, CON-23): keys, roles, revoked certificates. */
package org.medchain.contract.registration;
