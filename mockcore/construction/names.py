# ruff: noqa: SIM905 - as running text, five hundred names can be read and compared
"""Names of people and streets, from which persons and addresses are drawn: as Faker has given them once.

Stored, so that a world is the same whatever version of Faker is installed, or none.
"""

# First names; what is frequent is here more than once.
FIRST_NAMES = tuple(
    """\
Jessica Vincent Kimberly Anne Nicole Nicole Carmen Aaron Joseph William Victoria Brian Kiara Natalie Anthony Alexis Gregory
Randy Michael Zachary Audrey Randy Bobby Amber Alexis Michael Valerie Melanie Sandra Caitlyn Wendy Kristin Mark Jose
Patrick Scott Benjamin Keith Paul Thomas Lisa Christopher David George Brandon Dominique Margaret Dustin Jesse Angela
Matthew Joseph Jeffrey Cameron William Lisa Lawrence Manuel Christina Aaron Colleen Amy Joyce Jennifer Christopher Jenny
Sabrina Robin Paige Steven Matthew Christina Tyler Robert Stephen Paul Beth Jocelyn Lori Michael Thomas Maria Deborah
Yvonne Rachael Janice Mitchell Kenneth Jesse Jeffery Lori Carla Zoe Jacqueline Larry Robert Jacob Frederick Phillip Paula
Julie Anne Michael Eric Linda Jesse Aaron Gary Kimberly Melvin Alex Jacqueline Tanya Monica Jessica Vanessa Jennifer
Michael Patrick Donald Jennifer Bobby Manuel Michele Jared Sarah Cynthia Danielle Brandy Brianna Kathleen Marie Douglas
Whitney Kevin Micheal Karen Joseph Veronica Amber Bernard Rita Fernando Sandra Kimberly Tina Pamela Tracy Anthony Lori John
Theresa Jody Michael Jessica Eric Michael Tiffany James Linda Lisa Lauren Adam John Desiree Veronica Lori Megan Jeanne
Sherry Howard Arthur Gary Aaron Steven Jeremy Teresa Alexandra Christopher Christopher Alexis Katherine Mitchell Melissa
Peter Deborah Samantha David Eddie Cynthia Dana Jessica Peter Timothy Michael Frank Anne Kenneth Brian Michelle Robert
Brian David Tiffany Sean Patrick Brenda Mark Julie Dennis Leslie Joyce James Peter Bobby Francisco Michael Diane Melissa
Douglas Bradley Cassidy William Sarah Michael Alyssa Nicholas Julia Abigail Jacob Brandon Steven Xavier Shannon Miranda
Ryan Jay Mark Nicholas Daniel Benjamin Derek Sharon Collin Eric Mary Lynn Matthew Dana Nicole Jeffrey John Daniel Keith
Alexander Johnny Scott Travis Rebecca April Robin Jennifer Matthew Charles Alexander Sheila Tyler Jonathan Richard Steven
Shannon Michelle Michael Michelle Todd Alexis Rebecca Heather Jose Donna Marisa Jennifer Laura Brandi Nicholas Jeremy
Danielle Carolyn Jacob Mary Marcus Cheryl Richard Sara Joseph Mary Maria Scott Annette Matthew Beth Sara Paul Alexandra
April Jody Philip Rachel Sarah Ashley Robert Monica Brittany Robert Kimberly Steven Sherry Timothy Joshua Ariana Mitchell
Joshua Spencer Kenneth Carlos Morgan William Michele Zachary Holly Seth Jenny Ariana Michelle Craig Scott Claudia Sabrina
Mary Michelle Michelle Mark Jamie Sean Toni Karen Lindsey Peggy Jenna Chad Javier Daniel Laura Jill Emily Todd Rachel
Amanda Diana Christopher Kim Angela Elizabeth Gregory Angela Emily Andrew Stephanie Donald Patrick Katherine Megan Kristina
Dorothy Mark Willie Kevin Benjamin David Breanna Darren Jessica Isaiah Kimberly Holly Jeff Daniel James Victoria Kristen
Emily Julie Ryan Melinda Jackie Lisa Christopher Jim Wanda Lisa Richard Courtney Karen Joshua Carol Charles Alyssa Kristina
Ryan Brittany Kathryn Brittany Dan Courtney Sabrina Rebecca Shannon Gregory Ross Robert Eddie Charles Amber Debra James
Anna Laura Andrew Christy Gary Jeffrey Thomas William Katherine Matthew Amanda Andrew Daniel David Joseph Toni Matthew
Brian Sarah Mark Robert Amanda Crystal Darren Terri Kim Jason Michael James Vanessa Perry Donna Vanessa Curtis Jenna Sean
John Tyler Vincent Amber Brian Stacey Dana Brian Danny Thomas Erin Lorraine Joseph Travis Michael Randall Kendra Amber
Ethan Lindsey Diane Don Sarah April Sean Samantha Jennifer Nicholas Hannah Jennifer Rachel Adam Stephanie Gabriel David
Daniel Shannon Yolanda Joseph""".split()
)

# Last names; what is frequent is here more than once.
LAST_NAMES = tuple(
    """\
Scott Petty White Rhodes Hunt Rose Morris Jordan Tran Ramsey Vargas Phillips Tanner Richardson Jones Howard Atkinson
Johnson Wade Hill Jacobs Anderson Gates Adams Scott Bell Turner Griffith Scott Dunn Higgins Garcia Madden Guerra Vargas
Coleman Church Lopez Crane Wolf Mays Dougherty Thompson Benson Martinez Sanchez Jones Parker Nielsen Kelly Rogers Thompson
Martinez Simpson Castillo Hall Jennings Moyer Gonzalez Valencia Mercado Johnson Robinson Medina Hunt Rojas Key Marshall
Kelly Olson Jordan Sanchez Hunter Nelson Chavez Carter Cunningham Flores Fleming Munoz May Roberts Potter Jones Cox Savage
Scott Andrews Atkinson Hansen Zhang Russell Lopez Martinez Murillo Carr Brown Mitchell Burke Deleon Taylor Estrada Cuevas
Orozco Mckay Duncan Franco Franklin Robbins Perez Hoffman Bell Carter Lewis Perkins Cox Caldwell Clark Hernandez Turner
Thomas Thomas Sellers Wright Fowler Stone Diaz Hayes Mcfarland Wood Davis Perez Newman Rodriguez Clay Smith Cohen Byrd
Nguyen Noble Bell Christian Gross Fisher Baker Price Harris Brock Beltran Hansen Howell Young Murphy Coleman Horne Jones
Johnson Jimenez Wells Harrison Morris Meadows Scott Hensley Beck Fuller Stewart Terrell Allen Castaneda Charles Coleman
Robinson Young Dyer Nelson Parks Elliott Miller Murphy Bates Bell Carter Watkins Sanders Davis Peters Johnson Webb Ross
Powell Nelson Gonzalez Gomez Burton Berry Cole Church Wallace Weaver Bailey Burch Smith Davis Gordon Richards Johnson
Hughes Cook Buckley Moore Gonzales Ramirez Stone Soto Hunter Woods Diaz Jackson Hutchinson Flores Yu Leblanc Santana Lee
Williams Velez Lopez Davenport Pugh Perez Abbott Castro Anderson Wright Hernandez Williams Clark Nixon Howell Mendoza White
Frazier Obrien Moreno Werner Cabrera Cantrell Eaton Sexton Rasmussen Smith Hurley Fuentes Reese Stewart Rogers Gordon Khan
Marquez Hall Schwartz Holder Patterson Alexander Ruiz Walker Myers Morgan Molina Clark Fletcher Gibbs Hatfield Bates Thomas
Perry Williamson Gonzales Beck Ramirez Barnes Hunter Bridges Johnson Reyes Miller Tate Jackson Hodge Frazier Cole Wells
Jones White Kerr Miller Schmidt Clark Hernandez Bush Watts Graham Brown Harrington Ware Spencer Gill Fuller Watson Thomas
Pierce Fuller Pratt Keith Taylor Nelson Glass Mcintosh Dillon Gaines Wheeler Jordan Brock Robinson Manning Pena Herrera
Evans Smith Miller Thomas Harris Williams Franklin James Gibson George Garcia Vincent Elliott Graham Bennett Morgan
Hamilton Weeks Schultz Lane Erickson Jenkins Nicholson Miller Black Johnson Pierce Jones Ramsey Dominguez Zamora Brown
Carter Burns Jackson Williamson Hill Holt Hodge King Murphy Johnson Perez Hull Dawson Ramsey Lowery Rogers Olson Hughes
Gray Sanchez Brock Hicks Gibson Clark Diaz Wolf Dodson Ramos Moore Collins Pena Sandoval Holland Woods Juarez Ferguson
Peterson Pope Castillo Sims Meadows Lopez Martin Horne Palmer Elliott Miller Allison Gibson Brennan Chambers Scott Ewing
Perry Wilson Smith Reynolds Garcia Hernandez Rogers Walters Stephens Peters Lee Horne Wagner Lawson Wilson Wilkinson
Harrison Williams Colon Spencer Higgins Espinoza Cabrera Smith Perkins Hensley Stewart Fitzpatrick Rodriguez Lee Davis
Howard Robinson Bradley Graham Stewart Castillo Lynch Foster Kelly Gonzales Gregory Mcdonald Johnson Robinson Oneill Chen
Young Crawford Griffin Mitchell Foster White Anderson Gutierrez Williams Carlson Romero Reed Williams Clark Dominguez Yates
Johnson Hoffman Miller Joseph Harvey Bell Spencer Decker Santos Ortiz Morris Woods James Jordan Hill Fitzpatrick Smith
Edwards Pitts Allison Valdez Sullivan Ferguson Wade""".split()
)

# House numbers and streets.
STREETS = tuple(
    street.strip()
    for street in """\
6020 Hill Springs; 3716 Miller Shores; 8236 Reed Loaf; 4345 Holloway Run; 6800 Maria Lights; 1206 Oliver Knolls;
3645 Miller Glen; 647 Baker Garden; 7010 Reed Manor; 3502 Henry Parks; 1866 Johnson Course; 8861 Lopez Harbors;
3067 Anthony Brooks; 8315 Robert Street; 3579 Brad Plaza; 7591 Warren Falls; 3343 James Forges; 5051 Sampson Valley;
8658 Travis Field; 7357 Livingston Stravenue; 9457 Gould Stream; 5892 Elijah Neck; 1614 William Crossroad;
5187 Perkins Glen; 594 Tyrone Alley; 3168 Holly Mountains; 9695 Jones Trail; 4911 Daniel Flats; 390 Hill Walk;
38 Valdez Station; 1579 Martinez Mission; 3739 Smith Motorway; 760 Lawrence Circles; 2426 Day River; 5295 Sarah Mission;
5147 Martinez Points; 1568 Garcia Ranch; 780 Kim Club; 3341 White Islands; 8701 Sharp Vista; 6849 Deborah Pines;
2334 Burke Falls; 7040 Pearson Road; 7071 Stephen Parkways; 5048 Wendy Avenue; 2871 Delgado Lake; 7585 Martinez Center;
4786 Kelly Divide; 4177 Andrews Mountains; 3782 Fernandez Prairie; 6434 Greene Bridge; 6299 Valentine Garden;
841 Shannon Locks; 821 Wiggins Streets; 8630 Khan Lakes; 1138 Mills Mission; 8779 Angela Gardens; 4319 Lee Light;
5746 Anne Cliff; 7473 Marcus Mission; 8756 Christopher Row; 5883 Walker Tunnel; 7309 Maxwell Isle; 7221 Nelson Fort;
2530 Hayes Lodge; 2074 Henry Hill; 2874 Gonzalez Way; 9242 Charles Parkway; 2397 Jason Street; 3246 Hayden Ramp;
3230 Miller Union; 6386 Johnson Field; 7238 Ronnie Views; 6752 Gallegos Cliff; 2181 Carr Islands; 6132 Eric Rue;
8185 Lambert Locks; 4152 Boyer Camp; 3752 Julia Fort; 8255 Jones Turnpike; 5138 Paul Canyon; 250 Ramirez Lock;
3580 Karen Via; 1529 Barber Flats; 2289 James Place; 3017 Jennings Mountains; 3013 Anthony Trail; 2625 Park Island;
5932 Garcia Unions; 5800 Isaac Manors; 2102 Sanchez Branch; 5411 Dave Prairie; 3940 Roberts Hill; 2279 Meadows Crescent;
4558 Palmer Burgs; 9198 White Spurs; 4877 Holland Valleys; 7384 Ramirez Station; 2414 Marsh Corner; 302 Alexis Mountain;
2059 Howe Throughway; 2152 John Station; 991 Armstrong Corners; 2352 Leslie Lock; 166 Stafford Point; 4087 Ashley Walks;
8472 Frank Road; 5160 Thompson Crossing; 5684 Lutz Ports; 3613 Warren Common; 8129 Peters Locks; 7034 Nelson Court;
9864 Michael Forges; 4316 Kari Skyway; 3751 Chris Mills; 1934 John Trafficway; 6857 Gonzales Throughway; 4444 Maria Road;
4127 Christina Prairie; 3350 Miller Knolls; 6467 Adams Manors; 8091 Alicia Mill; 4241 Donna Prairie; 7476 Jared Ways;
4024 Randy Mountains; 4387 Gina Burg; 3431 Morgan Camp; 8920 Bradley Views; 2866 Flores Way; 3794 Alison Mills;
4134 Gregory Parkways; 1021 Brennan Mountains; 7505 Monica Canyon; 1051 Ramirez Ways; 1141 Buckley Drives;
6282 Donald Center; 2212 Russell Curve; 5966 Roberts Greens; 7970 Marie Viaduct; 6356 Anthony Valley; 6173 James Land;
4236 Harris Loop; 6576 Wilson Avenue; 3801 Samuel Circle; 679 Wyatt Route; 9337 Duarte Locks; 738 Taylor Manors;
4274 Cruz Rest; 5531 Bonnie Way; 2293 Webster Lodge; 3246 Brittany Harbors; 7547 Ellis Estate; 6848 Fisher Valley;
3527 Michelle Skyway; 1041 Rose Harbor; 7603 Foley Walk; 164 Wilson Estate; 1391 Williams Rapid; 1597 Rick Spurs;
6577 Wood Inlet; 5755 Nelson Grove; 9821 Ballard Viaduct; 4331 Karen Hills; 7751 Conrad Creek; 528 Jenkins Locks;
8797 Conner Inlet; 7621 Leah Village; 945 Moreno Passage; 8906 Cindy Mountains; 6438 Joanna Pines; 7208 Tiffany Fords;
665 Miller Flats; 8398 Franco Harbor; 1725 Steven Roads; 4212 Kyle Locks; 1730 Sydney Throughway; 6529 Bates Village;
8915 Kathryn Park; 5263 Justin Place; 833 Harris Island; 7980 Boyle Stream; 6355 Odom Canyon; 9770 Lisa Ports;
7823 Sullivan Centers; 9692 Andrew Viaduct; 1983 Briana Trace; 17 Nathaniel Landing; 324 Richardson Villages;
4446 Smith Turnpike; 9187 Hoffman Summit; 3861 Daniels Union; 7823 Clark Rapids; 5997 Danielle Land; 2135 Williams Views;
5801 Daniel Wall; 9615 Mercado Summit; 8807 Gabriel Villages; 3446 Daniel Junction; 3781 Christopher Greens;
7091 Dawn Point; 6096 Harris Freeway; 7580 Catherine Field; 4286 Joseph Vista; 4182 David Camp; 1958 Mark Ridges;
6289 Marshall Flats; 6990 Miller Expressway; 4487 Williams Mission; 6770 Kevin Shoal; 3211 Ross Port; 1670 Melanie Plain;
4135 Samuel Forest; 6855 Taylor Squares; 3536 Jacobson Cove; 6161 Graham Way; 1191 Amanda Keys; 4344 Brian Parks;
7329 Green Drives; 4588 Lisa Manor; 1644 Caitlin Ranch; 5049 Gardner Light; 4409 Miller Village; 9362 Justin Drives;
4734 Fox Landing; 2736 Barbara Ranch; 967 Judith Rapids; 1194 Mayer Fort; 1880 Ariel Shore; 9747 Melton Place;
1351 Holder Glens; 3870 Kaufman Street; 2581 Flores Lodge; 2361 Jaclyn Route; 5943 Mark Fords; 3956 Sierra Knolls;
365 Peter Mount; 2089 Jonathan Throughway; 5396 Cheryl Pike; 5046 Paula Radial; 2334 Adams Park; 1001 Cruz Prairie;
6781 Wheeler Valleys; 5603 Decker Park; 8629 Melissa Lane; 4510 Randall Ports; 9042 Michelle Unions; 328 Misty Trafficway;
677 William Loop; 2786 Lewis Lock; 9821 Silva Field; 6051 Shannon Green; 2004 Henderson Hill; 2422 Craig Street;
8296 Simpson Pike; 936 Tracey Road; 1093 Brandon Drive; 3136 Browning Extensions; 1813 Martin Wall; 6075 Hall Road;
1852 Rodriguez Expressway; 4144 Kristen Rue; 6796 Riley Hills; 945 Andrews Parkways; 76 Karen Views; 4735 Rachel Square;
303 Allen Garden; 5085 Sheila Mount; 7983 Jordan Cape; 9339 Mullins Crest; 1942 Jeffrey Tunnel; 1282 Jennifer Common;
9154 Mary Mountain; 101 Carlos Mission; 3886 Christina Crossing; 9565 Flores Rapids; 4817 Denise Estate;
7929 Rodriguez Inlet; 1386 Thomas Trail; 4831 Wendy Burgs; 2796 Forbes Land; 4825 Teresa Rapids; 5161 Kimberly Viaduct;
3192 Gross Mission; 7066 Huff Flat; 9087 Avila Ville; 317 Brittany Pine; 6088 Tyler River; 4397 Sandra Parks;
2925 Randy Throughway; 9871 Michelle Lock; 5720 Kelly Ports; 3321 Davis Crescent; 556 Adrian Pine; 4144 Maria Mills;
7895 Beth Wells; 2528 Perkins Vista; 878 Lucas Avenue; 9191 Carpenter Isle; 1864 Evan Knolls; 3672 Hanna Squares;
1735 Seth Run; 3972 Montgomery Shoal; 8888 Randolph Orchard; 9401 Thompson Valleys; 5061 Denise Lake; 6518 Nancy Views;
4537 Kim Extensions; 2682 Freeman Village; 4154 Cory Terrace; 6446 Angelica Villages; 2326 William Valley;
8420 Jenkins Ranch; 7079 Ayala Locks; 5721 David Roads; 2122 Jessica Lock; 336 Harmon Fork; 2610 Kelley Place;
5584 Laura Creek; 8432 Michael Forge; 9733 Adrian Neck; 3581 Shelly Islands; 8969 Anthony Isle; 167 Gross Ridge;
8986 Bell Ways; 3715 Charles Locks; 1797 Frank Path; 401 Maldonado Stream; 7404 Cherry Isle; 8694 Marissa Fork;
5816 Mcguire Ports; 3025 Trevino Knoll; 266 Marie Garden; 7177 Garcia Fort; 4535 Baker Throughway; 6098 Sarah Flats;
2368 Smith Bypass; 6646 Duran Row; 2158 Morales Spur; 974 Emily Expressway; 272 Hanson Haven; 6078 Steven Vista;
2269 Annette Islands; 4544 Hansen Vista; 5760 Butler Heights; 8457 Charles Viaduct; 1192 Shannon Union;
7275 Jennifer Terrace; 4596 Nicole Land; 6238 Ritter Lake; 290 Justin Pines; 7125 Michael Fords; 3258 Michael Divide;
8223 Todd Squares; 896 Richard Key; 4071 Lisa Pike; 8126 Stephen Trail; 931 Smith Square; 8721 Jeremy Trail;
470 Hughes Court; 6188 Alexander Fork; 7054 Johnson Lodge; 3593 Maria Estates; 5540 Simon Rue; 7311 Rachel Center;
6322 Marsh Grove; 8112 Taylor Shoal; 3945 Peterson Streets; 5553 Shannon Street; 7275 Shawn Union; 3212 Sanders Parks;
3487 Patricia Rapid; 6247 Micheal Road; 3668 Matthew Divide; 157 Alvarado Inlet; 6581 Wong Green; 5193 Christine Mountain;
4088 Gonzalez Park; 5266 April Drive; 2423 Welch Courts; 5307 Mike Corner; 7962 Danielle Landing; 5551 Karen Ridges;
1000 Anthony Mountains; 7796 Jon Glens; 7274 Paul Corners; 3889 Cisneros Unions; 8028 Joshua Hollow; 2792 Tina Lights;
7535 Jason Crescent; 4448 John Burgs; 7332 Ortiz Track; 7447 Michael Motorway; 542 Long Glen; 5074 Lindsay Station;
5312 Carr Lights; 4375 Washington Camp; 8769 Kristine Manor; 2369 Natalie Port; 8874 Derrick Bridge; 4992 Lopez Plains;
4339 Garcia Mall; 8340 Solis Trace; 8200 Jeremy Brook; 6152 Brian Spur; 6656 Cook Gardens; 6958 Moore Shores;
8383 Cody Pine; 507 Tucker Courts; 3050 Wallace Forest; 649 Johnson Port; 4671 Carol Drive; 2849 Rocha Cliffs;
7671 Wallace Trace; 1662 Susan Ranch; 6287 Todd Meadow; 8575 Kevin River; 8527 Nelson Prairie; 9283 Tiffany Garden;
3519 Jackson Way; 2452 Michelle Ferry; 2800 Amanda Fords; 7727 Cummings Rest; 4011 Katie Harbor; 3040 Jeffrey Spurs;
7982 Hopkins Estate; 9233 Jackson Oval; 7314 Peterson Ferry; 8511 Flores Throughway; 7033 Pearson Burgs;
9684 Hunter Freeway; 6261 Brian Groves; 9740 Stephanie Hollow; 6660 James Valleys; 1257 Melanie Crest; 8071 Cooper Inlet;
1321 Tina Garden; 403 Davis Hollow; 3228 Anderson Place; 2285 Colleen Mount; 8205 Smith Isle; 7149 Kathy Islands;
1746 Clark Island; 740 Emily Place; 5594 Nelson Spurs; 7204 Larry Row; 5263 Jonathan Neck; 4932 Hall Mission;
1596 Brandon Shores; 5935 Rebecca Circle; 4226 Lee Vista; 6261 Nguyen Track; 9289 Mike Plain; 8905 Kyle Pine;
8366 Misty Bypass; 8687 Lee Grove; 1074 Gloria Courts; 4204 Stephen Rapids; 8056 Morales Lodge; 3101 Ray Vista;
6309 Ewing Meadow; 3738 James Course; 7604 Morales Freeway; 4066 Tracy Court; 2867 Woods Avenue; 4533 Kenneth Via;
907 Robert Run; 8724 Bradley Parkways; 7827 Browning Lakes; 443 Susan Underpass; 4189 Blevins Meadows; 8564 Dustin Highway;
8879 Jennifer Ramp; 7933 Heather Well; 1425 Hannah Vista; 5076 Sylvia Vista; 1476 Olivia Village; 1086 Juarez Walks;
5251 Navarro Locks; 313 Lisa Villages; 8404 Dawn Place; 7853 Lewis Skyway; 1970 Mccoy Island; 5567 Kayla Greens;
9027 Miller Walk; 9573 Corey Shoals; 2277 Cummings Village; 758 Micheal Drive; 7337 Nicole Bypass; 3609 Marcus Forks;
8870 Keith Glen; 5727 Brown Mountain; 2524 Wilkins Viaduct; 3127 Hale Summit; 127 Winters Point; 3931 Brown Cove;
8116 Ward Parkways; 4190 Mcguire Prairie; 7775 Kane Mountain; 4139 Mann Gateway; 133 Susan Garden""".split(";")
)
