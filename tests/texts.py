"""Small invented descriptions for tests that need their own files."""

ARCHIVIST = """\
AMETIJUHEND

Asutus: Metsalinna Arhiiv
Ametinimetus: arhivaar
Vahetu juht: arhiivi juhataja

1. AMETIKOHA EESMÄRK
Ametikoha eesmärk on asutuse dokumentide säilimise ja kättesaadavuse tagamine.

2. TÖÖÜLESANDED
2.1. Korrastab ja kirjeldab arhivaale ning koostab arhiivinimistu.
2.2. Nõustab osakondi dokumentide hävitamisel.
2.3. Vastab kodanike päringutele ja väljastab arhiiviteatisi.

3. NÕUDED
3.1. Kõrgharidus, soovitavalt ajaloo või arhiivinduse erialal.
3.2. Eesti keele oskus tasemel C1.
3.3. Vene keele oskus vähemalt tasemel B2.
3.4. Vähemalt 2-aastane töökogemus dokumendihalduses.
"""

DRIVER = """\
AMETIJUHEND

Asutus: Rannavalla Vallavalitsus
Ametinimetus: bussijuht
Vahetu juht: haldusjuht

1. TÖÖKOHA EESMÄRK
Töökoha eesmärk on õpilaste ohutu vedu kooli ja koju.

2. TÖÖÜLESANDED
2.1. Juhib õpilasliini bussi sõiduplaani järgi.
2.2. Hoiab bussi korras ja teatab riketest.
2.3. Peab sõidupäevikut.

3. NÕUDED
3.1. Keskharidus.
3.2. D-kategooria juhiluba.
3.3. Eesti keele oskus tasemel B1. Vene keele oskus on soovitav.
"""
