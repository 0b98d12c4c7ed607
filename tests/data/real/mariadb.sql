/*M!999999\- enable the sandbox mode */ 
-- MariaDB dump 10.19  Distrib 10.11.19-MariaDB, for debian-linux-gnu (x86_64)
--
-- Host: localhost    Database: leak
-- ------------------------------------------------------
-- Server version	10.11.19-MariaDB-0+deb12u1

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET @OLD_CHARACTER_SET_RESULTS=@@CHARACTER_SET_RESULTS */;
/*!40101 SET @OLD_COLLATION_CONNECTION=@@COLLATION_CONNECTION */;
/*!40101 SET NAMES utf8mb4 */;
/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
/*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;

--
-- Temporary table structure for view `callers`
--

DROP TABLE IF EXISTS `callers`;
/*!50001 DROP VIEW IF EXISTS `callers`*/;
SET @saved_cs_client     = @@character_set_client;
SET character_set_client = utf8mb4;
/*!50001 CREATE VIEW `callers` AS SELECT
 NULL AS `caller` */;
SET character_set_client = @saved_cs_client;

--
-- Table structure for table `calls`
--

DROP TABLE IF EXISTS `calls`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `calls` (
  `caller` varchar(20) DEFAULT NULL,
  `called` varchar(20) DEFAULT NULL,
  `seconds` int(11) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `calls`
--

LOCK TABLES `calls` WRITE;
/*!40000 ALTER TABLE `calls` DISABLE KEYS */;
INSERT INTO `calls` VALUES
('03000000001','03450000002',61),
('03000000001','0512345678',NULL),
('03330000003','03120000004',5);
/*!40000 ALTER TABLE `calls` ENABLE KEYS */;
UNLOCK TABLES;
/*!50003 SET @saved_cs_client      = @@character_set_client */ ;
/*!50003 SET @saved_cs_results     = @@character_set_results */ ;
/*!50003 SET @saved_col_connection = @@collation_connection */ ;
/*!50003 SET character_set_client  = utf8mb4 */ ;
/*!50003 SET character_set_results = utf8mb4 */ ;
/*!50003 SET collation_connection  = utf8mb4_general_ci */ ;
/*!50003 SET @saved_sql_mode       = @@sql_mode */ ;
/*!50003 SET sql_mode              = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION' */ ;
DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER trap BEFORE INSERT ON calls FOR EACH ROW BEGIN
  IF NEW.caller = '''; INSERT INTO people VALUES (9,''x'');' THEN SET NEW.seconds = 0; END IF; END 
*/;;
DELIMITER ;
/*!50003 SET sql_mode              = @saved_sql_mode */ ;
/*!50003 SET character_set_client  = @saved_cs_client */ ;
/*!50003 SET character_set_results = @saved_cs_results */ ;
/*!50003 SET collation_connection  = @saved_col_connection */ ;

--
-- Table structure for table `people`
--

DROP TABLE IF EXISTS `people`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `people` (
  `id` int(11) NOT NULL,
  `cnic` varchar(20) DEFAULT NULL,
  `mobile` varchar(20) DEFAULT NULL,
  `name` varchar(80) DEFAULT NULL,
  `father` varchar(80) DEFAULT NULL,
  `address` text DEFAULT NULL,
  `dob` date DEFAULT NULL,
  `gender` char(1) DEFAULT NULL,
  `balance` decimal(10,2) DEFAULT NULL,
  `mark` blob DEFAULT NULL,
  `note` longtext DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `people`
--

LOCK TABLES `people` WRITE;
/*!40000 ALTER TABLE `people` DISABLE KEYS */;
INSERT INTO `people` VALUES
(1,'3660117515851','03055648471','MUHAMMED YOUNAS','AHSAN JAN','HOUSE NO 199, STREET NO 28, SATELLITE TOWN, BUREWALA','1990-01-07','M',37.25,'mark 1',''),
(2,'15102-4850541-7','03163960957','ABDUL REHMAN MEHSUD','ZADA KHAN','VILLAGE ALI BUX KALAY, TEHSIL KHADO KHEL, DISTRICT BUNER','1999-06-19','M',74.35,'mark 2','said \'no\' and \"yes\"'),
(3,'4240126022865','03041743727','BILLAL RIZVI','BASHIR KHAN','FLAT NO 13, BLOCK 7, PECHS, KARACHI','1992-08-26','M',111.45,'mark 3','it\'\'s doubled, and \"\"so\"\" is this'),
(4,'34201-7832639-9','03072008538','AHMED RAJA','MUHAMMAD ABDUL GHAFOOR','BASTI RASUL, TEHSIL GUJRAT, DISTRICT GUJRAT','1998-10-09','M',148.55,'mark 4','first line\nsecond line'),
(5,'4530791205708','03158562501','MEHREEN BHUTTO','NASIR BHUTTO','HOUSE NO 64, E BLOCK, DHA PHASE 5, LAHORE','2000-06-20','F',185.65,'mark 5','carriage return\r\nthen line feed'),
(6,'32203-9101954-8','03431258465','Zainab O\'Hara','D\'Souza','CHAK NO 92/TDA, TEHSIL LAYYAH, DISTRICT LAYYAH','1998-05-23','F',222.75,'mark 6','tab	between, comma; semicolon | pipe'),
(7,'3830159139746','03145067277','FATIMAH GUL','MUHAMMAD ASLAM','CHAK NO 194/DB, TEHSIL ISAKHEL, DISTRICT MIANWALI','2000-02-27','F',259.85,'mark 7','back\\slash, \\n not a line end, \\\' not a quote, C:\\new\\table\\'),
(8,'13302-8488772-1','03415460508','ASGHAR KHATTAK','SHAHD GUL','BALA TAJ, TEHSIL KHANPUR, DISTRICT HARIPUR','1997-05-24','M',296.95,'mark 8','\\N'),
(9,'8220266716011','03136309246','HASSAN LONE','JAVED ULLAH','PAIN DOST, TEHSIL MUZAFFARABAD, DISTRICT MUZAFFARABAD','1974-10-27','M',333.15,'mark 9','\\.'),
(10,'35202-7097300-2','03142328644','MUSSARAT BIBI','HUSSAIN KHAN KIANI','HOUSE NO 645, STREET NO 8, REHMANPURA, SHUJABAD','1987-11-25','F',370.25,'mark 10','NULL'),
(11,'3520219588569','03177751280','HASSAN AHMED',NULL,'HOUSE NO 1504, D BLOCK, SAMANABAD, LAHORE','1969-08-08','M',407.35,'mark 11','); DROP TABLE people; -- \''),
(12,'36401-6409754-5','03017348822','عائشہ بی بی','محمد اکرم','CHAK NO 7/EB, TEHSIL ARIF WALA, DISTRICT PAKPATTAN','1993-04-25','M',444.45,'mark 12','-- not a comment'),
(13,'3650230808419','03179365404','ABDUL HAMEED LANGRIAL','BILAL KHAN','CHAK NO 42/9L, TEHSIL CHICHAWATNI, DISTRICT SAHIWAL',NULL,'M',481.55,'mark 13','/* nor this */ # nor that'),
(14,'33103-4239273-5','03119458306','USMAN HUSSAIN','HAMID MEHMOOD','CHAK NO 282/JB, TEHSIL JARANWALA, DISTRICT FAISALABAD','1997-12-03','M',518.65,'mark 14','INSERT INTO `people` VALUES (1,\'x\');'),
(15,'3830175646923','03046964334','MUHAMMAD ASLAM','AKRAM CHOUDHRY','CHAK NO 194/DB, TEHSIL ISAKHEL, DISTRICT MIANWALI','1993-12-06','M',555.75,'mark 15','COPY people FROM stdin;'),
(16,'33102-3245013-5','03172470608','ABID KHAN GILL','USMAN GILL','HOUSE NO 67, STREET NO 11, SATELLITE TOWN, FAISALABAD SADAR','1999-11-16','M',592.85,'mark 16','پتہ: مکان نمبر ۱۲، لاہور'),
(17,'4240184520186','03122665328','FAIZA SULTANA','BASHIR KHAN','FLAT NO 13, BLOCK 7, PECHS, KARACHI','2000-03-18','F',629.95,'mark 17','‏right‎ to left ‮and back‬'),
(18,'34603-8713164-9','03284756842','Zainab O\'Hara','D\'Souza','DERA PIRAN, TEHSIL PASRUR, DISTRICT SIALKOT','1973-01-01','M',666.15,'mark 18','emoji 😀 beyond the first plane'),
(19,'1510368791692','03411005523','HUMAIRA AFRIDI','FARHAN ZAMAN','VILLAGE ALI BUX KALAY, TEHSIL KHADO KHEL, DISTRICT BUNER','1985-07-13','F',703.25,'mark 19','  spaces around  '),
(20,'35200-2808535-5','03201655293','ADNAN AHMED','HASSAN AHMED','HOUSE NO 1504, D BLOCK, SAMANABAD, LAHORE','1989-02-10','M',740.35,'mark 20','0x41'),
(21,'3810253339522','03437104741','FAIZA ARAIN','AFZAL DIN SIAL','CHAK NO 201/ML, TEHSIL BHAKKAR, DISTRICT BHAKKAR','1965-07-27','F',777.45,'mark 21','percent %s {braces} $1 <b>&amp;</b>'),
(22,'38102-6264898-5','03349189370','SAJIDA GUL',NULL,'CHAK NO 201/ML, TEHSIL BHAKKAR, DISTRICT BHAKKAR','1986-06-10','F',814.55,'mark 22','long word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word end'),
(23,'3310676547338','03406856320','IQRA ZAHRA','HAMID MEHMOOD','CHAK NO 282/JB, TEHSIL JARANWALA, DISTRICT FAISALABAD','1995-07-26','F',851.65,'mark 23','café naïve – €5'),
(24,'15104-7679725-2','03705172961','عائشہ بی بی','محمد اکرم','VILLAGE ALI BUX KALAY, TEHSIL KHADO KHEL, DISTRICT BUNER','1965-01-27','F',888.75,'mark 24',NULL),
(25,'3310721233288','03308153649','SABA MAI','HAMEED MEHMOOD','CHAK NO 282/JB, TEHSIL JARANWALA, DISTRICT FAISALABAD','1988-07-26','F',925.85,'mark 25',''),
(26,'45302-4131669-5','03436223574','NASIR BHUTTO','JAVED','HOUSE NO 64, E BLOCK, DHA PHASE 5, LAHORE',NULL,'M',962.95,'mark 26','said \'no\' and \"yes\"'),
(27,'1730185334197','03440794946','ABDUL WAHEED UDDIN','SALMAN KHAN','HOUSE NO 127, STREET NO 10, MUSLIM TOWN, SHAH ALAM','1970-01-04','M',999.15,'mark 27','it\'\'s doubled, and \"\"so\"\" is this'),
(28,'35200-4548745-3','03052036066','MUHAMMAD ATIF','YOUNAS ABBAS','HOUSE NO 26, D BLOCK, MUGHALPURA, LAHORE','1969-03-17','M',36.25,'mark 28','first line\nsecond line'),
(29,'1120278228089','03379407976','USMAN KHAN SWATI','ABDUL SALAM SWATI','VILLAGE GULAB GARHI, TEHSIL LAKKI MARWAT, DISTRICT LAKKI MARWAT','1989-02-15','M',73.35,'mark 29','carriage return\r\nthen line feed'),
(30,'81301-0776159-3','03236655249','Zainab O\'Hara','D\'Souza','KOT QADIR, TEHSIL MIRPUR, DISTRICT MIRPUR','1977-07-04','M',110.45,'mark 30','tab	between, comma; semicolon | pipe'),
(31,'1530287276577','03138962741','HASAN ULLAH SWATI','ABDUL MAJEED BAKHSH','VILLAGE MEHR BANDA, TEHSIL LAL QILA, DISTRICT LOWER DIR','1989-05-11','M',147.55,'mark 31','back\\slash, \\n not a line end, \\\' not a quote, C:\\new\\table\\'),
(32,'38309-1519050-6','03495615969','MST. AYESHA BEGUM','ARSHAD HUSSAIN SIDDIQI','CHAK NO 192/DB, TEHSIL MIANWALI, DISTRICT MIANWALI','1984-01-01','F',184.65,'mark 32','\\N'),
(33,'1210434665195','03084282831','AHMED SHAH',NULL,'VILLAGE SARDAR MERA, TEHSIL DARABAN, DISTRICT DERA ISMAIL KHAN','1974-10-06','M',221.75,'mark 33','\\.'),
(34,'38102-4481995-9','03059428076','AFZAL DIN SIAL','MUHAMMAD NADEEM','CHAK NO 201/ML, TEHSIL BHAKKAR, DISTRICT BHAKKAR','1962-01-01','M',258.85,'mark 34','NULL'),
(35,'2150858417038','03127745231','RAZIA BATOOL','JAVED ZAMAN','VILLAGE SAJAN DHERI, TEHSIL MIR ALI, DISTRICT NORTH WAZIRISTAN','1993-07-13','F',295.95,'mark 35','); DROP TABLE people; -- \''),
(36,'32303-8494808-9','03402113170','عائشہ بی بی','محمد اکرم','BASTI NAWAB, TEHSIL SHAHEED, DISTRICT MUZAFFARGARH','1988-02-01','M',332.15,'mark 36','-- not a comment'),
(37,'3640204939882','03008968029','ANAYA SIDDIQUI','HUSSAIN JAN','CHAK NO 7/EB, TEHSIL ARIF WALA, DISTRICT PAKPATTAN','1999-10-18','F',369.25,'mark 37','/* nor this */ # nor that'),
(38,'42401-3255389-7','03413964287','BASHIR KHAN','NASSER UD DIN','FLAT NO 13, BLOCK 7, PECHS, KARACHI','1957-07-28','M',406.35,'mark 38','INSERT INTO `people` VALUES (1,\'x\');'),
(39,'3460365020326','03450659978','HUMAIRA KOUSAR','NAEEM RIZVI','DERA PIRAN, TEHSIL PASRUR, DISTRICT SIALKOT',NULL,'F',443.45,'mark 39','COPY people FROM stdin;'),
(40,'32201-9253371-1','03435133401','HASSAN ABBASI','MUHAMMAD USMAN','CHAK NO 92/TDA, TEHSIL LAYYAH, DISTRICT LAYYAH','1997-12-23','M',480.55,'mark 40','پتہ: مکان نمبر ۱۲، لاہور'),
(41,'1610107184376','03327481900','RUBINA BATOOL','ASGHAR KHATTAK','BALA TAJ, TEHSIL KHANPUR, DISTRICT HARIPUR','2002-02-28','F',517.65,'mark 41','‏right‎ to left ‮and back‬'),
(42,'42301-4866154-4','03070006627','Zainab O\'Hara','D\'Souza','FLAT NO 24, BLOCK 18, LIAQUATABAD, KARACHI','1997-02-04','F',554.75,'mark 42','emoji 😀 beyond the first plane'),
(43,'3310665702032','03172078633','SIDRA','SHOAIB SHAH','HOUSE NO 350, STREET NO 6, HUSSAINABAD, FAISALABAD CITY','1985-02-13','F',591.85,'mark 43','  spaces around  '),
(44,'35201-2142435-6','03110167201','FAIZA BIBI',NULL,'HOUSE NO 53, E BLOCK, GULBERG III, LAHORE','2003-11-10','F',628.95,'mark 44','0x41'),
(45,'3640138450684','03456763390','ZUBAIDA KAUSAR','MUHAMMAD RAYYAN','CHAK NO 7/EB, TEHSIL ARIF WALA, DISTRICT PAKPATTAN','1995-01-01','F',665.15,'mark 45','percent %s {braces} $1 <b>&amp;</b>'),
(46,'11202-1299640-5','03012096822','SAID AHMED SWATI','ABDUL SALAM SWATI','VILLAGE GULAB GARHI, TEHSIL LAKKI MARWAT, DISTRICT LAKKI MARWAT','1997-09-05','M',702.25,'mark 46','long word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word end'),
(47,'3420318665936','03117627734','PAZEERA RAJA','AHMAD RAJA','BASTI RASUL, TEHSIL GUJRAT, DISTRICT GUJRAT','2000-08-21','F',739.35,'mark 47','café naïve – €5'),
(48,'36401-3256228-2','03118686589','عائشہ بی بی','محمد اکرم','CHAK NO 7/EB, TEHSIL ARIF WALA, DISTRICT PAKPATTAN','1964-11-05','F',776.45,'mark 48',NULL),
(49,'3540626164012','03414289575','TAHIRA BIBI','ABID ZAMAN','HOUSE NO 2, A BLOCK, ICHHRA, LAHORE','1984-06-22','F',813.55,'mark 49',''),
(50,'36402-6717633-1','03342255552','HUSSAIN JAN','UMAIR KHAN','CHAK NO 7/EB, TEHSIL ARIF WALA, DISTRICT PAKPATTAN','1996-02-26','M',850.65,'mark 50','said \'no\' and \"yes\"'),
(51,'4220192462401','03166059174','ASLAM KHAN','ALLAH BUX AHMED','FLAT NO 58, BLOCK 12, ORANGI TOWN, KARACHI','1981-07-09','M',887.75,'mark 51','it\'\'s doubled, and \"\"so\"\" is this'),
(52,'45303-9957748-2','03447989595','FATIMAH','AZLAN UR REHMAN','HOUSE NO 64, E BLOCK, DHA PHASE 5, LAHORE',NULL,'F',924.85,'mark 52','first line\nsecond line'),
(53,'3130207846241','03485638210','MUHAMMAD AAMIR','SADIQ KHAN','GOTH QADIR, TALUKA SOBHO DERO, DISTRICT KHAIRPUR','1968-01-17','M',961.95,'mark 53','carriage return\r\nthen line feed'),
(54,'54304-2892581-2','03074215512','Zainab O\'Hara','D\'Souza','HOUSE NO 11, E BLOCK, IQBAL TOWN, LAHORE','1997-08-18','F',998.15,'mark 54','tab	between, comma; semicolon | pipe'),
(55,'4140253638857','03043717154','HUSSAIN UD DIN',NULL,'GOTH ZAMAN, TALUKA JATI, DISTRICT SUJAWAL','1973-02-01','M',35.25,'mark 55','back\\slash, \\n not a line end, \\\' not a quote, C:\\new\\table\\'),
(56,'42401-7637175-4','03155332930','ZAINAB AKHTAR','BASHIR KHAN','FLAT NO 13, BLOCK 7, PECHS, KARACHI','1961-12-09','F',72.35,'mark 56','\\N'),
(57,'3810280270349','03369535888','UMAR KHAN','MOHAMMAD TARIQ','CHAK NO 219/ML, TEHSIL BHAKKAR, DISTRICT BHAKKAR','1973-05-22','M',109.45,'mark 57','\\.'),
(58,'41406-1509737-1','03317652050','NASIR NAWAZ','HUSSAIN UD DIN','GOTH ZAMAN, TALUKA JATI, DISTRICT SUJAWAL','1995-02-17','M',146.55,'mark 58','NULL'),
(59,'1730140327139','03240293507','SAID KHAN','ABDUL WAHEED UD DIN','HOUSE NO 127, STREET NO 10, MUSLIM TOWN, SHAH ALAM','1999-11-30','M',183.65,'mark 59','); DROP TABLE people; -- \''),
(60,'35201-7537865-5','03022602082','عائشہ بی بی','محمد اکرم','HOUSE NO 53, E BLOCK, GULBERG III, LAHORE','2003-11-13','M',220.75,'mark 60','-- not a comment'),
(61,'3330359552757','03430944006','SARSEEM KHAN','NANDAR KHAN','CHAK NO 78/GB, TEHSIL KAMALIA, DISTRICT TOBA TEK SINGH','2000-02-01','M',257.85,'mark 61','/* nor this */ # nor that'),
(62,'36501-9391496-1','03475768381','RAYYAN ZAMAN','BILAL KHAN','CHAK NO 42/9L, TEHSIL CHICHAWATNI, DISTRICT SAHIWAL','1998-09-22','M',294.95,'mark 62','INSERT INTO `people` VALUES (1,\'x\');'),
(63,'3650240750968','03436553503','HAFSA JAN','ABDUL HAMEED LANGRIAL','CHAK NO 42/9L, TEHSIL CHICHAWATNI, DISTRICT SAHIWAL','2001-06-05','F',331.15,'mark 63','COPY people FROM stdin;'),
(64,'13101-3533538-5','03477257018','AYAAN YOUSAFZAI','IBRAHIM KHAN','BALA NAZAR, TEHSIL ABBOTTABAD, DISTRICT ABBOTTABAD','1992-05-13','M',368.25,'mark 64','پتہ: مکان نمبر ۱۲، لاہور'),
(65,'1730122597176','03087620094','IRUM JAN','ABDUL WAHEED UD DIN','HOUSE NO 127, STREET NO 10, MUSLIM TOWN, SHAH ALAM',NULL,'F',405.35,'mark 65','‏right‎ to left ‮and back‬'),
(66,'17102-6077894-4','03007570672','Zainab O\'Hara',NULL,'VILLAGE MIRAN SHAHI, TEHSIL CHARSADDA, DISTRICT CHARSADDA','1986-01-04','F',442.45,'mark 66','emoji 😀 beyond the first plane'),
(67,'1210480820846','03044600816','SURRIYA GUL','AHMED SHAH','VILLAGE SARDAR MERA, TEHSIL DARABAN, DISTRICT DERA ISMAIL KHAN','1978-11-19','F',479.55,'mark 67','  spaces around  '),
(68,'35201-7069735-5','03142480347','ABID KHAN','KHALID JAN','HOUSE NO 53, E BLOCK, GULBERG III, LAHORE','1983-12-29','M',516.65,'mark 68','0x41'),
(69,'3130494138072','03165457325','SHAZIA BIBI','MUHAMMAD AAMIR','GOTH QADIR, TALUKA SOBHO DERO, DISTRICT KHAIRPUR','2004-04-10','F',553.75,'mark 69','percent %s {braces} $1 <b>&amp;</b>'),
(70,'36401-6556929-7','03054763150','UMAIR KHAN','ABBAS','CHAK NO 7/EB, TEHSIL ARIF WALA, DISTRICT PAKPATTAN','1960-03-07','M',590.85,'mark 70','long word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word end'),
(71,'3810282109195','03161367175','HAMZA MEHMOOD','UMAR HAN','CHAK NO 219/ML, TEHSIL BHAKKAR, DISTRICT BHAKKAR','1995-09-02','M',627.95,'mark 71','café naïve – €5'),
(72,'31304-1126705-2','03049813671','عائشہ بی بی','محمد اکرم','GOTH QADIR, TALUKA SOBHO DERO, DISTRICT KHAIRPUR','1971-04-06','F',664.15,'mark 72',NULL),
(73,'3130331210421','03310161402','HASAN','MUHAMMAD AAMIR','GOTH QADIR, TALUKA SOBHO DERO, DISTRICT KHAIRPUR','1997-10-20','M',701.25,'mark 73',''),
(74,'33103-0425590-9','03478346666','SHAHID GUJJAR','HAMEED MEHMOOD','CHAK NO 282/JB, TEHSIL JARANWALA, DISTRICT FAISALABAD','2000-07-11','M',738.35,'mark 74','said \'no\' and \"yes\"'),
(75,'3650160430553','03024995669','BILAL KHAN','HUSSAIN KHAN','CHAK NO 42/9L, TEHSIL CHICHAWATNI, DISTRICT SAHIWAL','1973-04-25','M',775.45,'mark 75','it\'\'s doubled, and \"\"so\"\" is this'),
(76,'38101-2547280-8','03075494354','SABA PARVEEN','AFZAL DIN SIAL','CHAK NO 201/ML, TEHSIL BHAKKAR, DISTRICT BHAKKAR','1990-10-10','F',812.55,'mark 76','first line\nsecond line'),
(77,'3640185267055','03472447177','MUHAMMAD ASIF',NULL,'CHAK NO 253/JB, TEHSIL FAISALABAD CITY, DISTRICT FAISALABAD','1993-07-19','M',849.65,'mark 77','carriage return\r\nthen line feed'),
(78,'36401-9692159-6','03054601452','Zainab O\'Hara','D\'Souza','CHAK NO 253/JB, TEHSIL FAISALABAD CITY, DISTRICT FAISALABAD',NULL,'F',886.75,'mark 78','tab	between, comma; semicolon | pipe'),
(79,'1710301341383','03046128442','MIR YOUSAFZAI','ZULFIQAR','VILLAGE MIRAN SHAHI, TEHSIL CHARSADDA, DISTRICT CHARSADDA','1979-10-11','M',923.85,'mark 79','back\\slash, \\n not a line end, \\\' not a quote, C:\\new\\table\\'),
(80,'42301-9310111-7','03126287948','WAQAAS ULLAH','MUHAMMAD ABDULLAH FAROOQI','FLAT NO 24, BLOCK 18, LIAQUATABAD, KARACHI','1996-07-29','M',960.95,'mark 80','\\N'),
(81,'3640173209868','03179841646','HOORAIN PARVEEN','MUHAMMAD SHABBIR','CHAK NO 7/EB, TEHSIL ARIF WALA, DISTRICT PAKPATTAN','1993-04-06','F',997.15,'mark 81','\\.'),
(82,'33403-7006868-2','03086481823','NASREEN AKHTAR','HASSAN','GOTH QADIR, TALUKA SOBHO DERO, DISTRICT KHAIRPUR','2002-09-26','F',34.25,'mark 82','NULL'),
(83,'3540178547681','03158345900','ABID ZAMAN','MUHAMMAD ALI','HOUSE NO 2, A BLOCK, ICHHRA, LAHORE','1981-06-27','M',71.35,'mark 83','); DROP TABLE people; -- \''),
(84,'34601-9807204-5','03209257134','عائشہ بی بی','محمد اکرم','DERA PIRAN, TEHSIL PASRUR, DISTRICT SIALKOT','2000-03-01','M',108.45,'mark 84','-- not a comment'),
(85,'3520053736318','03189984768','NAILA MAI','ABID KHAN','HOUSE NO 53, E BLOCK, GULBERG III, LAHORE','1988-09-28','F',145.55,'mark 85','/* nor this */ # nor that'),
(86,'38203-2281755-6','03456376853','FARAH BEGUM','YASIR','CHAK NO 204/MB, TEHSIL KHUSHAB, DISTRICT KHUSHAB','1984-03-15','F',182.65,'mark 86','INSERT INTO `people` VALUES (1,\'x\');'),
(87,'3820340825779','03309109529','USMAN AHMED','USMAN KHAN','CHAK NO 204/MB, TEHSIL KHUSHAB, DISTRICT KHUSHAB','1982-03-01','M',219.75,'mark 87','COPY people FROM stdin;'),
(88,'15102-6389969-3','03030329972','FARHAN ZAMAN',NULL,'VILLAGE ALI BUX KALAY, TEHSIL KHADO KHEL, DISTRICT BUNER','1980-03-17','M',256.85,'mark 88','پتہ: مکان نمبر ۱۲، لاہور'),
(89,'3410395681954','03422926372','FAUZIA GARDEZI','IMRAN NAWAZ','CHAK NO 73/P, TEHSIL SADIQABAD, DISTRICT RAHIM YAR KHAN','1985-06-26','F',293.95,'mark 89','‏right‎ to left ‮and back‬'),
(90,'33103-5158598-5','03113104317','Zainab O\'Hara','D\'Souza','HOUSE NO 350, STREET NO 6, HUSSAINABAD, FAISALABAD CITY','1976-07-27','M',330.15,'mark 90','emoji 😀 beyond the first plane'),
(91,'3520143735902','03144790880','SAMINA DOGAR','ADNAN AHMED','HOUSE NO 1504, D BLOCK, SAMANABAD, LAHORE',NULL,'F',367.25,'mark 91','  spaces around  '),
(92,'42201-9493022-3','03212443078','AMJAD SIDDIQUI','ASHRAF AHMED','FLAT NO 9, BLOCK 2, GULISTAN E JOHAR, KARACHI','1987-08-17','M',404.35,'mark 92','0x41'),
(93,'1210227662726','03487140335','FATIMA JAN','USMAN KHAN','VILLAGE SARDAR MERA, TEHSIL DARABAN, DISTRICT DERA ISMAIL KHAN','1940-01-01','F',441.45,'mark 93','percent %s {braces} $1 <b>&amp;</b>'),
(94,'35202-1313376-8','03174999585','KHADIJA BIBI','MUHAMMAD ATIF','HOUSE NO 26, D BLOCK, MUGHALPURA, LAHORE','1997-01-03','F',478.55,'mark 94','long word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word end'),
(95,'3810249333271','03431527585','MUHAMMAD USMAN HUSSAIN','AFZAL DIN SIAL','CHAK NO 201/ML, TEHSIL BHAKKAR, DISTRICT BHAKKAR','2002-12-11','M',515.65,'mark 95','café naïve – €5'),
(96,'36402-6179170-8','03139908858','عائشہ بی بی','محمد اکرم','CHAK NO 7/EB, TEHSIL ARIF WALA, DISTRICT PAKPATTAN','1995-02-15','F',552.75,'mark 96',NULL),
(97,'3520214848046','03009522313','HALEEMA PARVEEN','MUHAMMAD ATIF','HOUSE NO 26, D BLOCK, MUGHALPURA, LAHORE','1994-11-08','F',589.85,'mark 97',''),
(98,'21508-4366150-1','03121892440','JAVED ZAMAN','IQBAL DIN','VILLAGE SAJAN DHERI, TEHSIL MIR ALI, DISTRICT NORTH WAZIRISTAN','1971-05-26','M',626.95,'mark 98','said \'no\' and \"yes\"'),
(99,'3830354416145','03311984709','ARSHAD HUSSAIN SIDDIQUE',NULL,'CHAK NO 192/DB, TEHSIL MIANWALI, DISTRICT MIANWALI','1985-04-12','M',663.15,'mark 99','it\'\'s doubled, and \"\"so\"\" is this'),
(100,'36302-7314676-6','03141745438','MISBAH BIBI','ABDUL GHAFOOR NAWAZ','HOUSE NO 44, STREET NO 3, AHMAD NAGAR, SHUJABAD','1993-01-01','F',700.25,'mark 100','first line\nsecond line'),
(101,'3640279108653','03028889105','UHAMMAD SHABBIR','UMAIR KHAN','CHAK NO 7/EB, TEHSIL ARIF WALA, DISTRICT PAKPATTAN','1988-04-21','M',737.35,'mark 101','carriage return\r\nthen line feed'),
(102,'11202-4495700-2','03084344159','Zainab O\'Hara','D\'Souza','VILLAGE GULAB GARHI, TEHSIL LAKKI MARWAT, DISTRICT LAKKI MARWAT','1998-03-28','F',774.45,'mark 102','tab	between, comma; semicolon | pipe'),
(103,'3830564737308','03238282131','HINA AKHTAR','SUFYAN AHMED','-','1989-01-01','F',811.55,'mark 103','back\\slash, \\n not a line end, \\\' not a quote, C:\\new\\table\\'),
(104,'82203-7040368-2','03318310663','ANAM BIBI','HASAN LONE','PAIN DOST, TEHSIL MUZAFFARABAD, DISTRICT MUZAFFARABAD',NULL,'F',848.65,'mark 104','\\N'),
(105,'4240196817428','03714055641','SHAZIA JAN','AZHAR RAZA','FLAT NO 13, BLOCK 7, PECHS, KARACHI','1996-03-26','F',885.75,'mark 105','\\.'),
(106,'12101-6282970-7','03216596628','OSMAN KHAN','AKRAM','VILLAGE SARDAR MERA, TEHSIL DARABAN, DISTRICT DI KHAN','1940-12-29','M',922.85,'mark 106','NULL'),
(107,'3660356516536','03270267018','AREEBA BIBI','MUHAMMAD YOUNAS','HOUSE NO 199, STREET NO 28, SATELLITE TOWN, BUREWALA','1991-01-09','F',959.95,'mark 107','); DROP TABLE people; -- \''),
(108,'17301-1854226-4','03167601999','عائشہ بی بی','محمد اکرم','HOUSE NO 127, STREET NO 10, MUSLIM TOWN, SHAH ALAM','1999-06-01','F',996.15,'mark 108','-- not a comment'),
(109,'5630120687888','03023828531','GUL BANO MAI','SAID IQBAL SHAH','HOUSE NO 241, STREET NO 48, FAISAL COLONY, MEKHTAR','1997-09-17','F',33.25,'mark 109','/* nor this */ # nor that'),
(110,'54303-7561443-1','03250318865','USMAN',NULL,'HOUSE NO 11, E BLOCK, IQBAL TOWN, LAHORE','1994-11-09','M',70.35,'mark 110','INSERT INTO `people` VALUES (1,\'x\');'),
(111,'3310168667878','03084919614','NASREEN BIBI','AKBAR KHAN','CHAK NO 282/JB, TEHSIL JARANWALA, DISTRICT FAISALABAD','1973-05-07','F',107.45,'mark 111','COPY people FROM stdin;'),
(112,'38303-1222895-9','03147517301','DR BILAL BHATTI','SHER ZAMAN','CHAK NO 135/NB, TEHSIL BHALWAL, DISTRICT SARGODHA','1983-09-11','M',144.55,'mark 112','پتہ: مکان نمبر ۱۲، لاہور'),
(113,'1560421067505','03406032279','ZARIN JAN','HUSSAIN KHAN','HOUSE NO 55, STREET NO 1, CIVIL LINES, BEHRAIN','1991-12-08','M',181.65,'mark 113','‏right‎ to left ‮and back‬'),
(114,'35200-1780200-2','03178047074','Zainab O\'Hara','D\'Souza','HOUSE NO 26, D BLOCK, MUGHALPURA, LAHORE','1973-01-16','F',218.75,'mark 114','emoji 😀 beyond the first plane'),
(115,'4240109583335','03253187618','SHABBIR ULLAH','BASHIR KHAN','FLAT NO 13, BLOCK 7, PECHS, KARACHI','1978-03-12','M',255.85,'mark 115','  spaces around  '),
(116,'33108-2181159-7','03042175727','HAMID MEHMOOD','MUHAMMAD BILAL','CHAK NO 282/JB, TEHSIL JARANWALA, DISTRICT FAISALABAD','1965-05-04','M',292.95,'mark 116','0x41'),
(117,'4520408281641','03241533719','SUFYAN KHOSA','MUHAMMAD AAMIR','GOTH QADIR, TALUKA SOBHO DERO, DISTRICT KHAIRPUR',NULL,'M',329.15,'mark 117','percent %s {braces} $1 <b>&amp;</b>'),
(118,'56304-1146727-1','03051938465','SAID IQBAL SHAH','SYED SADIQ SHAH','HOUSE NO 241, STREET NO 48, FAISAL COLONY, MEKHTAR','1994-01-22','M',366.25,'mark 118','long word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word end'),
(119,'3630328602419','03407487178','ABDUL GHAFOOR NAWAZ','ABDUL RAZZAQ IQBAL JAFRI','HOUSE NO 44, STREET NO 3, AHMAD NAGAR, SHUJABAD','1991-11-04','M',403.35,'mark 119','café naïve – €5'),
(120,'35201-4074197-5','03016418347','عائشہ بی بی','محمد اکرم','HOUSE NO 645, STREET NO 8, REHMANPURA, SHUJABAD','1982-01-05','M',440.45,'mark 120',NULL);
/*!40000 ALTER TABLE `people` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Dumping routines for database 'leak'
--

--
-- Final view structure for view `callers`
--

/*!50001 DROP VIEW IF EXISTS `callers`*/;
/*!50001 SET @saved_cs_client          = @@character_set_client */;
/*!50001 SET @saved_cs_results         = @@character_set_results */;
/*!50001 SET @saved_col_connection     = @@collation_connection */;
/*!50001 SET character_set_client      = utf8mb4 */;
/*!50001 SET character_set_results     = utf8mb4 */;
/*!50001 SET collation_connection      = utf8mb4_general_ci */;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=`root`@`localhost` SQL SECURITY DEFINER */
/*!50001 VIEW `callers` AS select `calls`.`caller` AS `caller` from `calls` */;
/*!50001 SET character_set_client      = @saved_cs_client */;
/*!50001 SET character_set_results     = @saved_cs_results */;
/*!50001 SET collation_connection      = @saved_col_connection */;
/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;

/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
/*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
/*!40101 SET CHARACTER_SET_RESULTS=@OLD_CHARACTER_SET_RESULTS */;
/*!40101 SET COLLATION_CONNECTION=@OLD_COLLATION_CONNECTION */;
/*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;

-- Dump completed on 2026-11-23 15:17:40
