Console.WriteLine("PetShop");
